//! The Condition block of a statement.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use std::net::IpAddr;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Context;
use super::pattern::{is_arn, matches, pieces};
use super::variables::resolve;

/// One operator with one key and its values.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    operator: Operator,
    /// `…IfExists`.
    if_exists: bool,
    set: Set,
    /// In lower case.
    key: String,
    values: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    One,
    ForAll,
    ForAny,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Null,
    /// The comparison, and whether it is turned round.
    Compare(Compare, bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    String,
    StringIgnoreCase,
    StringLike,
    Number(std::cmp::Ordering, bool),
    Date(std::cmp::Ordering, bool),
    Bool,
    Ip,
    Arn,
}

impl Condition {
    /// `None` when there is no such operator.
    pub fn new(operator: &str, key: &str, values: Vec<String>) -> Option<Self> {
        let (set, name) = match operator.split_once(':') {
            Some(("ForAllValues", name)) => (Set::ForAll, name),
            Some(("ForAnyValue", name)) => (Set::ForAny, name),
            Some(_) => return None,
            None => (Set::One, operator),
        };
        let (name, if_exists) = match name.strip_suffix("IfExists") {
            Some(name) => (name, true),
            None => (name, false),
        };
        Some(Self {
            operator: operator_named(name)?,
            if_exists,
            set,
            key: key.to_lowercase(),
            values,
        })
    }

    /// Changes the values it compares with.
    pub fn each_value(&mut self, change: impl FnMut(&mut String)) {
        self.values.iter_mut().for_each(change);
    }

    pub fn holds(&self, context: &Context) -> bool {
        let given = context.get(&self.key).filter(|values| !values.is_empty());
        let Operator::Compare(compare, negated) = self.operator else {
            let absent = given.is_none().to_string();
            return self.values.iter().any(|v| v.eq_ignore_ascii_case(&absent));
        };
        let Some(given) = given else {
            return self.if_exists || self.set == Set::ForAll || (negated && self.set == Set::One);
        };
        let one = |value: &String| {
            let equal = self.values.iter().any(|v| compare.holds(value, v, context));
            equal != negated
        };
        match self.set {
            Set::ForAll => given.iter().all(one),
            Set::ForAny => given.iter().any(one),
            Set::One => given.iter().all(one),
        }
    }
}

fn operator_named(name: &str) -> Option<Operator> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let compare = |c| Some(Operator::Compare(c, false));
    let negated = |c| Some(Operator::Compare(c, true));
    match name {
        "Null" => Some(Operator::Null),
        "StringEquals" | "BinaryEquals" => compare(Compare::String),
        "StringNotEquals" => negated(Compare::String),
        "StringEqualsIgnoreCase" => compare(Compare::StringIgnoreCase),
        "StringNotEqualsIgnoreCase" => negated(Compare::StringIgnoreCase),
        "StringLike" => compare(Compare::StringLike),
        "StringNotLike" => negated(Compare::StringLike),
        "NumericEquals" => compare(Compare::Number(Equal, true)),
        "NumericNotEquals" => negated(Compare::Number(Equal, true)),
        "NumericLessThan" => compare(Compare::Number(Less, false)),
        "NumericLessThanEquals" => compare(Compare::Number(Less, true)),
        "NumericGreaterThan" => compare(Compare::Number(Greater, false)),
        "NumericGreaterThanEquals" => compare(Compare::Number(Greater, true)),
        "DateEquals" => compare(Compare::Date(Equal, true)),
        "DateNotEquals" => negated(Compare::Date(Equal, true)),
        "DateLessThan" => compare(Compare::Date(Less, false)),
        "DateLessThanEquals" => compare(Compare::Date(Less, true)),
        "DateGreaterThan" => compare(Compare::Date(Greater, false)),
        "DateGreaterThanEquals" => compare(Compare::Date(Greater, true)),
        "Bool" => compare(Compare::Bool),
        "IpAddress" => compare(Compare::Ip),
        "NotIpAddress" => negated(Compare::Ip),
        "ArnEquals" | "ArnLike" => compare(Compare::Arn),
        "ArnNotEquals" | "ArnNotLike" => negated(Compare::Arn),
        _ => None,
    }
}

impl Compare {
    fn holds(self, given: &str, wanted: &str, context: &Context) -> bool {
        let ordered = |order: Option<std::cmp::Ordering>, asked, or_equal: bool| {
            order.is_some_and(|o| o == asked || (or_equal && o.is_eq()))
        };
        match self {
            // Only `StringLike` knows wildcards, but all know variables.
            Self::String => literal(wanted, context).is_some_and(|w| w == given),
            Self::StringIgnoreCase => {
                literal(wanted, context).is_some_and(|w| w.to_lowercase() == given.to_lowercase())
            }
            Self::StringLike => resolve(wanted, context).is_some_and(|p| matches(&p, given)),
            Self::Arn => resolve(wanted, context).is_some_and(|p| is_arn(&p, given)),
            Self::Bool => given.eq_ignore_ascii_case(wanted),
            Self::Number(asked, or_equal) => {
                let number = |text: &str| text.trim().parse::<f64>().ok();
                let order = number(given)
                    .zip(number(wanted))
                    .and_then(|(a, b)| a.partial_cmp(&b));
                ordered(order, asked, or_equal)
            }
            Self::Date(asked, or_equal) => {
                let order = moment(given).zip(moment(wanted)).map(|(a, b)| a.cmp(&b));
                ordered(order, asked, or_equal)
            }
            Self::Ip => given.parse().is_ok_and(|ip| within(ip, wanted)),
        }
    }
}

fn literal(wanted: &str, context: &Context) -> Option<String> {
    use super::pattern::Piece;
    let resolved = match wanted.contains("${") {
        true => resolve(wanted, context)?,
        false => pieces(wanted),
    };
    let text = resolved.into_iter().map(|piece| match piece {
        Piece::Literal(c) => c,
        Piece::One => '?',
        Piece::Any => '*',
    });
    Some(text.collect())
}

/// RFC 3339, a day, or seconds since 1970.
fn moment(text: &str) -> Option<OffsetDateTime> {
    let seconds = || OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok();
    let day = || OffsetDateTime::parse(&format!("{text}T00:00:00Z"), &Rfc3339).ok();
    OffsetDateTime::parse(text, &Rfc3339)
        .ok()
        .or_else(seconds)
        .or_else(day)
}

fn within(ip: IpAddr, range: &str) -> bool {
    let (net, bits) = range.split_once('/').unwrap_or((range, ""));
    let bits = (!bits.is_empty())
        .then(|| bits.parse::<u32>().ok())
        .flatten();
    match (ip, net.parse()) {
        (IpAddr::V4(ip), Ok(IpAddr::V4(net))) => {
            let shift = 32 - bits.unwrap_or(32).min(32);
            (u64::from(ip.to_bits()) >> shift) == (u64::from(net.to_bits()) >> shift)
        }
        (IpAddr::V6(ip), Ok(IpAddr::V6(net))) => {
            let shift = 128 - bits.unwrap_or(128).min(128);
            let cut = |n: u128| n.checked_shr(shift).unwrap_or(0);
            cut(ip.to_bits()) == cut(net.to_bits())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators() {
        let context = Context::from([
            ("k".to_owned(), vec!["Red".to_owned()]),
            ("n".to_owned(), vec!["10".to_owned()]),
            ("ip".to_owned(), vec!["10.1.2.3".to_owned()]),
            ("day".to_owned(), vec!["2026-05-01T00:00:00Z".to_owned()]),
            ("arn".to_owned(), vec!["arn:aws:iam::1:role/x".to_owned()]),
            ("many".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
        ]);
        for (operator, key, value, expected) in [
            ("StringEquals", "K", "Red", true),
            ("StringEquals", "k", "R*", false),
            ("StringEquals", "gone", "Red", false),
            ("StringNotEquals", "gone", "Red", true),
            ("StringNotEquals", "k", "Red", false),
            ("StringEqualsIfExists", "gone", "Red", true),
            ("StringEqualsIgnoreCase", "k", "rED", true),
            ("StringLike", "k", "R?d", true),
            ("StringNotLike", "k", "R*", false),
            ("NumericLessThanEquals", "n", "10", true),
            ("NumericLessThan", "n", "10", false),
            ("NumericGreaterThan", "n", "9.5", true),
            ("NumericEquals", "n", "ten", false),
            ("DateGreaterThan", "day", "2026-04-30", true),
            ("DateLessThan", "day", "1", false),
            ("Bool", "k", "true", false),
            ("IpAddress", "ip", "10.1.0.0/16", true),
            ("IpAddress", "ip", "10.2.0.0/16", false),
            ("IpAddress", "ip", "0.0.0.0/0", true),
            ("NotIpAddress", "ip", "10.1.2.3", false),
            ("ArnLike", "arn", "arn:aws:iam::*:role/*", true),
            ("ArnLike", "arn", "arn:aws:*", false),
            ("Null", "gone", "true", true),
            ("Null", "k", "true", false),
            ("ForAnyValue:StringEquals", "many", "a", true),
            ("ForAllValues:StringEquals", "many", "a", false),
            ("ForAllValues:StringEquals", "gone", "a", true),
            ("ForAnyValue:StringEquals", "gone", "a", false),
        ] {
            let condition = Condition::new(operator, key, vec![value.to_owned()]);
            let holds = condition.is_some_and(|c| c.holds(&context));
            assert_eq!(holds, expected, "{operator} {key} {value}");
        }
        assert!(Condition::new("StringEqual", "k", Vec::new()).is_none());
        assert!(Condition::new("ForSome:StringEquals", "k", Vec::new()).is_none());
    }
}
