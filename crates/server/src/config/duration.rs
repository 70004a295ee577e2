//! `30s`, `15m`, `12h`, `7d`.

use std::time::Duration;

pub(super) fn parse(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is no duration; write 30s, 15m, 12h or 7d");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let number: u32 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    match number {
        0 => Err(wrong()),
        n => Ok(Duration::from_secs(u64::from(n) * seconds)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_unit() {
        assert_eq!(parse("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(parse("7d"), Ok(Duration::from_secs(604_800)));
        for wrong in ["", "7", "d", "0h", "-1h", "1.5h", "1w", "9é"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
