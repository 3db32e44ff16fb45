//! How software spells the numbers of JSON.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use super::json::is_whole;

/// What becomes of the numbers when a text is written again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Numbers {
    AsReceived,
    /// Those with a fraction or an exponent are 64-bit floats, written in this way; whole ones stay.
    Floats(Floats),
    /// Fractions of one digit get a second one, as amounts of money have.
    TwoPlaces,
    /// Whole ones get `.0`: some software makes every number a float.
    WholeAsFloats,
}

/// How 64-bit floats are written: always with the fewest digits that give the same number again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Floats {
    /// The powers of ten, from the first to below the second, that need no exponent.
    pub(super) plain: (i32, i32),
    /// Whether whole ones keep `.0`.
    pub(super) zero: bool,
    /// Whether one digit before an exponent gets `.0`.
    pub(super) zero_before_exponent: bool,
    pub(super) exponent: Exponent,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exponent {
    pub(super) letter: char,
    pub(super) plus: bool,
    /// The fewest digits it has.
    pub(super) digits: usize,
}

impl Numbers {
    pub(super) fn write(self, number: &str) -> Cow<'_, str> {
        match self {
            Self::AsReceived => number.into(),
            Self::Floats(floats) if !is_whole(number) => floats.write(number).map_or(number.into(), Cow::Owned),
            Self::TwoPlaces if has_one_place(number) => format!("{number}0").into(),
            Self::WholeAsFloats if is_whole(number) => with_zero(number).into(),
            Self::Floats(_) | Self::TwoPlaces | Self::WholeAsFloats => number.into(),
        }
    }

    /// A whole number that is a float all the same.
    pub(super) fn write_float(self, number: &str) -> String {
        let written = match self {
            Self::Floats(floats) => floats.write(number),
            Self::AsReceived | Self::TwoPlaces | Self::WholeAsFloats => None,
        };
        written.unwrap_or_else(|| with_zero(number))
    }
}

impl Floats {
    /// Nothing if the number is too large for a float.
    fn write(self, number: &str) -> Option<String> {
        let value: f64 = number.parse().ok().filter(|value: &f64| value.is_finite())?;
        let sign = if value.is_sign_negative() { "-" } else { "" };
        let shortest = format!("{:e}", value.abs());
        let (mantissa, power) = shortest.split_once('e')?;
        let power: i32 = power.parse().ok()?;
        let (first, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let magnitude = if power < self.plain.0 || power >= self.plain.1 {
            let point = if rest.is_empty() && !self.zero_before_exponent { "" } else { "." };
            let rest = if rest.is_empty() && self.zero_before_exponent { "0" } else { rest };
            format!("{first}{point}{rest}{}", self.exponent.write(power))
        } else {
            self.plain(first, rest, power)?
        };
        Some(format!("{sign}{magnitude}"))
    }

    /// `first.rest` times ten to the `power`, without an exponent.
    fn plain(self, first: &str, rest: &str, power: i32) -> Option<String> {
        let places = usize::try_from(power.unsigned_abs()).ok()?;
        if power < 0 {
            return Some(format!("0.{}{first}{rest}", "0".repeat(places.checked_sub(1)?)));
        }
        let zero = if self.zero { ".0" } else { "" };
        Some(match rest.split_at_checked(places) {
            Some((whole, "")) => format!("{first}{whole}{zero}"),
            Some((whole, fraction)) => format!("{first}{whole}.{fraction}"),
            None => format!("{first}{rest}{}{zero}", "0".repeat(places.checked_sub(rest.len())?)),
        })
    }
}

impl Exponent {
    fn write(self, power: i32) -> String {
        let sign = match (power < 0, self.plus) {
            (true, _) => "-",
            (false, true) => "+",
            (false, false) => "",
        };
        format!("{}{sign}{:0width$}", self.letter, power.unsigned_abs(), width = self.digits)
    }
}

fn with_zero(number: &str) -> String {
    format!("{number}.0")
}

fn has_one_place(number: &str) -> bool {
    matches!(number.as_bytes(), [.., b'.', _])
}

const SHORT: Exponent = Exponent { letter: 'e', plus: true, digits: 1 };
const TWO_DIGITS: Exponent = Exponent { digits: 2, ..SHORT };

/// JavaScript (ECMA-262, Number::toString) and Go, whose encoding/json follows it.
pub(super) const JAVASCRIPT: Floats =
    Floats { plain: (-6, 21), zero: false, zero_before_exponent: false, exponent: SHORT };

pub(super) const PYTHON: Floats =
    Floats { plain: (-4, 16), zero: true, zero_before_exponent: false, exponent: TWO_DIGITS };

pub(super) const PHP: Floats = Floats { plain: (-4, 17), zero: false, zero_before_exponent: true, exponent: SHORT };

/// With `JSON_PRESERVE_ZERO_FRACTION`.
pub(super) const PHP_WITH_ZERO: Floats = Floats { zero: true, ..PHP };

pub(super) const RUBY: Floats =
    Floats { plain: (-4, 15), zero: true, zero_before_exponent: true, exponent: TWO_DIGITS };

pub(super) const JAVA: Floats = Floats {
    plain: (-3, 7),
    zero: true,
    zero_before_exponent: true,
    exponent: Exponent { letter: 'E', plus: false, digits: 1 },
};

pub(super) const DOTNET: Floats = Floats {
    plain: (-4, 15),
    zero: false,
    zero_before_exponent: false,
    exponent: Exponent { letter: 'E', plus: true, digits: 2 },
};

/// Java's org.json takes the zeros off that end a fraction.
pub(super) const JAVA_WITHOUT_ZERO: Floats = Floats { zero: false, ..JAVA };

/// Newtonsoft.Json keeps whole floats apart from integers.
pub(super) const DOTNET_WITH_ZERO: Floats = Floats { zero: true, ..DOTNET };

pub(super) const RUST: Floats = Floats { plain: (-5, 16), exponent: SHORT, ..PYTHON };

/// Earlier releases of serde_json, which wrote `1e21`.
const OLD_RUST: Floats = Floats { exponent: Exponent { plus: false, ..SHORT }, ..RUST };

/// Software that writes decimals, never an exponent.
pub(super) const DECIMAL: Floats = Floats { plain: (-400, 400), ..JAVASCRIPT };

/// Every one, with how unlikely it is.
pub(super) const ALL: &[(Numbers, usize)] = &[
    (Numbers::AsReceived, 0),
    (Numbers::Floats(JAVASCRIPT), 0),
    (Numbers::Floats(PYTHON), 1),
    (Numbers::WholeAsFloats, 2),
    (Numbers::Floats(PHP), 2),
    (Numbers::Floats(RUBY), 2),
    (Numbers::Floats(JAVA), 2),
    (Numbers::Floats(PHP_WITH_ZERO), 3),
    (Numbers::Floats(DOTNET), 3),
    (Numbers::Floats(DOTNET_WITH_ZERO), 3),
    (Numbers::Floats(RUST), 3),
    (Numbers::TwoPlaces, 3),
    (Numbers::Floats(OLD_RUST), 4),
    (Numbers::Floats(DECIMAL), 4),
];

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// What the software wrote of these, recorded (see `recorded.rs`), but for .NET: that is after the documentation of
    /// its format `R`.
    #[test]
    fn floats_as_software_writes_them() {
        let numbers =
            "1.0 1.5 1e21 1e20 1e-7 1.5e-6 1e16 1e15 1e17 1e7 1e-3 1e-4 1e-5 12345678.9 12345678901234567e9 -2.0";
        for (floats, written) in [
            (
                JAVASCRIPT,
                "1 1.5 1e+21 100000000000000000000 1e-7 0.0000015 10000000000000000 1000000000000000 \
                 100000000000000000 10000000 0.001 0.0001 0.00001 12345678.9 1.2345678901234566e+25 -2",
            ),
            (
                PYTHON,
                "1.0 1.5 1e+21 1e+20 1e-07 1.5e-06 1e+16 1000000000000000.0 1e+17 10000000.0 0.001 0.0001 1e-05 \
                 12345678.9 1.2345678901234566e+25 -2.0",
            ),
            (
                PHP,
                "1 1.5 1.0e+21 1.0e+20 1.0e-7 1.5e-6 10000000000000000 1000000000000000 1.0e+17 10000000 0.001 0.0001 \
                 1.0e-5 12345678.9 1.2345678901234566e+25 -2",
            ),
            (
                PHP_WITH_ZERO,
                "1.0 1.5 1.0e+21 1.0e+20 1.0e-7 1.5e-6 10000000000000000.0 1000000000000000.0 1.0e+17 10000000.0 \
                 0.001 0.0001 1.0e-5 12345678.9 1.2345678901234566e+25 -2.0",
            ),
            (
                RUBY,
                "1.0 1.5 1.0e+21 1.0e+20 1.0e-07 1.5e-06 1.0e+16 1.0e+15 1.0e+17 10000000.0 0.001 0.0001 1.0e-05 \
                 12345678.9 1.2345678901234566e+25 -2.0",
            ),
            (
                JAVA,
                "1.0 1.5 1.0E21 1.0E20 1.0E-7 1.5E-6 1.0E16 1.0E15 1.0E17 1.0E7 0.001 1.0E-4 1.0E-5 1.23456789E7 \
                 1.2345678901234566E25 -2.0",
            ),
            (
                DOTNET,
                "1 1.5 1E+21 1E+20 1E-07 1.5E-06 1E+16 1E+15 1E+17 10000000 0.001 0.0001 1E-05 12345678.9 \
                 1.2345678901234566E+25 -2",
            ),
        ] {
            let ours: Vec<_> = numbers.split(' ').map(|number| Numbers::Floats(floats).write(number)).collect();
            assert_eq!(ours, written.split(' ').collect::<Vec<_>>());
        }
    }

    #[test]
    fn floats_as_serde_json_writes_them() {
        let mut random = fastrand::Rng::with_seed(4);
        for _ in 0..2_000 {
            let mantissa = random.u32(1..) >> random.u32(..32);
            let number: f64 = format!("{mantissa}e{}", random.i32(-30..30)).parse().unwrap();
            let number = serde_json::to_string(&number).unwrap();
            assert_eq!(Numbers::Floats(RUST).write(&number), number);
        }
    }

    #[test]
    fn other_forms() {
        for (form, number, written) in [
            (Numbers::WholeAsFloats, "7", "7.0"),
            (Numbers::WholeAsFloats, "7.5", "7.5"),
            (Numbers::WholeAsFloats, "7e1", "7e1"),
            (Numbers::TwoPlaces, "7.5", "7.50"),
            (Numbers::TwoPlaces, "7", "7"),
            (Numbers::TwoPlaces, "7.55", "7.55"),
            (Numbers::TwoPlaces, "1.5e7", "1.5e7"),
            (Numbers::Floats(DECIMAL), "1.5e-7", "0.00000015"),
            (Numbers::Floats(DECIMAL), "1.5E+7", "15000000"),
            // Whole numbers stay, and so does what is no finite float.
            (Numbers::Floats(PYTHON), "12345678901234567890", "12345678901234567890"),
            (Numbers::Floats(PYTHON), "1e999", "1e999"),
            (Numbers::Floats(PHP), "-0.0", "-0"),
        ] {
            assert_eq!(form.write(number), written, "{form:?} {number}");
        }
    }
}
