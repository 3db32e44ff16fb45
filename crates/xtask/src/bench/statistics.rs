//! What many rounds say together: the middle, and how far they spread.

/// The quartiles of some figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

impl Spread {
    /// Of no figures at all everything is NaN, which meets no aim.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        Self { low: quantile(&sorted, 0.25), median: quantile(&sorted, 0.5), high: quantile(&sorted, 0.75) }
    }
}

/// Between two figures the value is interpolated.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = part * last as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn quartiles_of_few_and_of_many() {
        assert_eq!(Spread::of([3.0]), Spread { low: 3.0, median: 3.0, high: 3.0 });
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]), Spread { low: 1.75, median: 2.5, high: 3.25 });
        assert_eq!(Spread::of([5.0, 1.0, 4.0, 2.0, 3.0]), Spread { low: 2.0, median: 3.0, high: 4.0 });
    }

    #[test]
    fn one_wild_round_moves_neither_the_median_nor_the_quartiles() {
        let calm = Spread::of([1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6]);
        let wild = Spread::of([1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1600.0]);
        assert_eq!(calm, wild);
    }

    #[test]
    fn nothing_measured_meets_no_aim() {
        let spread = Spread::of([]);
        assert!(!(spread.median >= 0.0 || spread.median <= 0.0));
    }
}
