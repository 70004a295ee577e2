//! Devices that show a code: the time-based one-time passwords of RFC 6238.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html>

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq;

use super::World;

/// For so many seconds a device shows the same code.
const STEP: u64 = 30;
/// By so many codes a device may be off.
const DRIFT: u64 = 1;

/// A device of a user that shows codes.
#[derive(Clone)]
pub struct Mfa {
    /// Its ARN, `arn:aws:iam::account:mfa/name`.
    pub serial: String,
    /// What it shares with AWS.
    pub secret: Vec<u8>,
}

/// Why a code is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MfaError {
    /// The user has no such device.
    NoDevice,
    /// It is not the device's code of now, or was used before.
    WrongCode,
}

impl fmt::Debug for Mfa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mfa")
            .field("serial", &self.serial)
            .finish_non_exhaustive()
    }
}

impl Mfa {
    /// What the device shows at a time: six digits.
    pub fn code(&self, at: SystemTime) -> String {
        code(&self.secret, step(at))
    }
}

fn step(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / STEP
}

fn code(secret: &[u8], step: u64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let place = tag.last().map_or(0, |last| usize::from(last & 0xf));
    let four = tag.iter().skip(place).take(4);
    let number = four.fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

impl World {
    /// Checks a code of a device of the user of this ARN. Each is good once.
    pub(crate) fn check_mfa(
        &self,
        user: &str,
        serial: &str,
        given: &str,
        now: SystemTime,
    ) -> Result<(), MfaError> {
        let mut state = self.write();
        let device = state.users.get(user).and_then(|user| user.mfa.as_ref());
        let device = device.filter(|device| device.serial == serial);
        let secret = &device.ok_or(MfaError::NoDevice)?.secret;
        let now = step(now);
        let shown = (now.saturating_sub(DRIFT)..=now.saturating_add(DRIFT))
            .find(|step| bool::from(code(secret, *step).as_bytes().ct_eq(given.as_bytes())));
        let shown = shown.ok_or(MfaError::WrongCode)?;
        if state
            .last_codes
            .get(serial)
            .is_some_and(|last| shown <= *last)
        {
            return Err(MfaError::WrongCode);
        }
        state.last_codes.insert(serial.to_owned(), shown);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six of the eight digits of SHA-1.
        let secret = b"12345678901234567890";
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(secret, seconds / STEP), expected, "{seconds}");
        }
    }
}
