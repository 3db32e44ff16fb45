//! Timestamps: a strict grammar, and a window that is judged as "accept if inside".
//!
//! The received text is what was signed; the number is only for the window.

use crate::error::VerifyCode;
use crate::scheme::Unit;

/// Reads `^[1-9][0-9]{0,15}$` and nothing else. Sixteen digits fit a `u64`.
pub(crate) fn parse(text: &[u8]) -> Option<u64> {
    match text {
        [b'1'..=b'9', ..] if text.len() <= 16 => {}
        _ => return None,
    }
    text.iter().try_fold(0_u64, |value, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        value.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

/// The time in whole seconds, rounded down.
pub(crate) const fn seconds(value: u64, unit: Unit) -> u64 {
    match unit {
        Unit::Milliseconds => value.wrapping_div(1000),
        Unit::Seconds => value,
    }
}

/// Accepts a time at most `tolerance` seconds from `now`, both ways, bounds included.
pub(crate) fn judge(time: u64, now: u64, tolerance: u64) -> Result<(), VerifyCode> {
    if time.abs_diff(now) <= tolerance {
        Ok(())
    } else if time < now {
        Err(VerifyCode::TimestampTooOld)
    } else {
        Err(VerifyCode::TimestampTooNew)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar_is_plain_decimal() {
        assert_eq!(parse(b"1716480293"), Some(1_716_480_293));
        assert_eq!(parse(b"9999999999999999"), Some(9_999_999_999_999_999));
        for bad in
            ["", "0", "01", "+1", "-1", " 1", "1 ", "1_0", "1e3", "0x1", "1.0", "NaN", "10000000000000000", "1\n"]
        {
            assert_eq!(parse(bad.as_bytes()), None, "{bad:?}");
        }
        assert_eq!(parse("١٧".as_bytes()), None);
    }

    #[test]
    fn window_is_inclusive_and_cannot_overflow() {
        assert_eq!(judge(700, 1000, 300), Ok(()));
        assert_eq!(judge(1300, 1000, 300), Ok(()));
        assert_eq!(judge(699, 1000, 300), Err(VerifyCode::TimestampTooOld));
        assert_eq!(judge(1301, 1000, 300), Err(VerifyCode::TimestampTooNew));
        assert_eq!(judge(u64::MAX, 0, 300), Err(VerifyCode::TimestampTooNew));
        assert_eq!(judge(0, u64::MAX, 300), Err(VerifyCode::TimestampTooOld));
    }
}
