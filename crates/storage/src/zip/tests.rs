//! The format at its limits; other people's readers try it in `peers/`.

use time::macros::datetime;

use super::records::end;
use super::*;

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

fn local(size: u64) -> BytesMut {
    let mut out = BytesMut::new();
    Record::new("a", None, size, 0, None).local(&mut out);
    out
}

#[test]
fn a_member_that_fits_says_nothing_of_zip64_and_one_that_does_not_says_so_everywhere() {
    for (size, large) in [
        (u64::from(u32::MAX) - 1, false),
        (u64::from(u32::MAX), true),
    ] {
        let begin = local(size);
        assert_eq!(u16_at(&begin, 4), if large { 45 } else { 20 });
        assert_eq!(u32_at(&begin, 22), if large { u32::MAX } else { 0 });
        let mut out = BytesMut::new();
        let record = Record::new("a", None, size, 0, None);
        record.descriptor(&mut out);
        assert_eq!(out.len(), if large { 24 } else { 16 });
        let said = if large {
            u64_at(&out, 8)
        } else {
            u32_at(&out, 8).into()
        };
        assert_eq!(said, size);
        let mut central = BytesMut::new();
        record.central(&mut central);
        assert_eq!(
            u32_at(&central, 24),
            u32::try_from(size).unwrap_or(u32::MAX)
        );
    }
}

#[test]
fn what_is_known_beforehand_is_told_before_the_bytes() {
    for (crc, flags, behind) in [(Some(7), 1 << 11, 0), (None, 1 << 11 | 1 << 3, 16)] {
        let mut writer = Writer::default();
        writer.begin("a", None, 3, crc);
        let head = writer.take();
        assert_eq!(u16_at(&head, 6), flags);
        assert_eq!(u32_at(&head, 14), crc.unwrap_or(0));
        assert_eq!(u32_at(&head, 22), if crc.is_some() { 3 } else { 0 });
        writer.data(b"abc").expect("three bytes");
        writer.end().expect("three bytes");
        assert_eq!(writer.pending(), behind);
    }
    let pieces: [&[u8]; 2] = [b"1234", b"56789"];
    assert_eq!(crc(pieces.into_iter()), 0xcbf4_3926);
}

#[test]
fn a_place_and_a_count_that_do_not_fit_are_told_by_zip64() {
    let far = 5_000_000_000;
    let mut central = BytesMut::new();
    Record::new("a", None, 7, far, None).central(&mut central);
    // Behind the fixed part, the name and the timestamp.
    let extra = 46 + 1 + 9;
    assert_eq!(
        (u16_at(&central, extra), u16_at(&central, extra + 2)),
        (1, 8)
    );
    assert_eq!(u64_at(&central, extra + 4), far);
    assert_eq!((u32_at(&central, 24), u32_at(&central, 42)), (7, u32::MAX));
    for (start, members, long) in [(0, 65_534, false), (0, 65_535, true), (far, 1, true)] {
        let mut out = BytesMut::new();
        end(&mut out, start, 100, members);
        assert_eq!(out.len(), if long { 98 } else { 22 });
        if long {
            assert_eq!((u64_at(&out, 32), u64_at(&out, 48)), (members, start));
            assert_eq!(u64_at(&out, 64), start + 100);
        }
    }
}

#[test]
fn more_members_than_two_bytes_can_count_are_all_in_the_directory() {
    let mut writer = Writer::default();
    for n in 0..70_000 {
        writer.folder(&format!("{n:05}/"), None);
    }
    let start = writer.take().len();
    writer.finish();
    let rest = writer.take();
    let mut at = 0;
    for n in 0..70_000 {
        assert_eq!(u32_at(&rest, at), 0x0201_4b50);
        assert_eq!(rest[at + 46..at + 51], *format!("{n:05}").as_bytes());
        // A fixed part, a name and a timestamp.
        at += 46 + 6 + 9;
    }
    assert_eq!(
        (u64_at(&rest, at + 32), u64_at(&rest, at + 40)),
        (70_000, at as u64)
    );
    assert_eq!(u64_at(&rest, at + 48), start as u64);
    // Where the record itself is, and that its short form does not count.
    assert_eq!(u64_at(&rest, at + 56 + 8), (start + at) as u64);
    assert_eq!(u16_at(&rest, at + 56 + 20 + 10), u16::MAX);
}

#[test]
fn times_are_told_twice_in_steps_of_two_seconds_and_to_the_second() {
    for (at, date, time) in [
        (
            datetime!(2026-05-12 13:07:59 UTC),
            46 << 9 | 5 << 5 | 12,
            13 << 11 | 7 << 5 | 29,
        ),
        (
            datetime!(2026-05-12 15:07:59 +2),
            46 << 9 | 5 << 5 | 12,
            13 << 11 | 7 << 5 | 29,
        ),
        (datetime!(1970-01-01 0:00 UTC), 1 << 5 | 1, 0),
        (
            datetime!(3000-01-01 0:00 UTC),
            127 << 9 | 12 << 5 | 31,
            23 << 11 | 59 << 5 | 29,
        ),
    ] {
        let mut out = BytesMut::new();
        Record::new("a", Some(at), 1, 0, None).local(&mut out);
        assert_eq!((u16_at(&out, 12), u16_at(&out, 10)), (date, time), "{at}");
        // What 32 bits cannot hold is left out.
        let exact = out.len() > 31;
        assert_eq!(exact, at.year() < 2038);
        if exact {
            assert_eq!(i64::from(u32_at(&out, 31 + 5)), at.unix_timestamp());
        }
    }
}

#[test]
fn a_member_of_another_size_than_was_said_does_not_end() {
    let mut writer = Writer::default();
    writer.begin("a", None, 3, None);
    assert_eq!(writer.small_data(b"ab"), Ok(()));
    assert_eq!(writer.end(), Err(WrongSize));
    writer.begin("a", None, 3, None);
    assert_eq!(writer.small_data(b"abcd"), Err(WrongSize));
}
