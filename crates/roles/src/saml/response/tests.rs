use super::*;

const US: &str = "https://files.example.com/saml/acs";
const IDP: &str = "https://idp.example";
const READ: &str = "arn:aws:iam::111111111111:role/read";
const WRITE: &str = "arn:aws:iam::111111111111:role/team/write";
const CORP: &str = "arn:aws:iam::111111111111:saml-provider/corp";

/// A response as providers write it, with pieces that a test replaces.
fn written() -> String {
    let now = OffsetDateTime::now_utc().format(&Rfc3339).expect("a time");
    format!(
        r#"<samlp:Response xmlns:samlp="{PROTOCOL}" xmlns:saml="{ASSERTION}" ID="_1" InResponseTo="_r">
        <saml:Issuer>{IDP}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{SUCCESS}"/></samlp:Status>
        <saml:Assertion ID="_2" IssueInstant="{now}"><saml:Issuer>{IDP}</saml:Issuer>
        <saml:Subject><saml:NameID>ada</saml:NameID><saml:SubjectConfirmation>
        <saml:SubjectConfirmationData InResponseTo="_r" Recipient="{US}" NotOnOrAfter="2999-01-01T00:00:00Z"/>
        </saml:SubjectConfirmation></saml:Subject>
        <saml:Conditions><saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction></saml:Conditions>
        <saml:AttributeStatement><saml:Attribute Name="{ROLE}">
        <saml:AttributeValue>{READ},{CORP}</saml:AttributeValue>
        <saml:AttributeValue> {CORP} , {WRITE} </saml:AttributeValue><saml:AttributeValue>nonsense</saml:AttributeValue></saml:Attribute>
        <saml:Attribute Name="{SESSION_NAME}"><saml:AttributeValue>ada@<!-- -->example.com</saml:AttributeValue></saml:Attribute>
        </saml:AttributeStatement></saml:Assertion></samlp:Response>"#
    )
}

fn read(xml: &str) -> Result<Response, SamlError> {
    Response::read(&STANDARD.encode(xml))
}

fn expected() -> Expected<'static> {
    Expected {
        recipient: US,
        request: Some("_r"),
        issuer: IDP,
    }
}

#[test]
fn what_a_provider_says_is_read() {
    let response = read(&written()).expect("a response");
    let pair = |role: &str| RolePair {
        role: role.to_owned(),
        provider: CORP.to_owned(),
    };
    assert_eq!(response.roles, [pair(READ), pair(WRITE)]);
    assert_eq!(response.session_name, "ada@example.com");
    assert_eq!(response.name_id.as_deref(), Some("ada"));
    assert_eq!(response.audiences, ["urn:amazon:webservices"]);
    assert_eq!(response.expires_at() - response.issued_at, LIFE);
    response.check(expected()).expect("for us");
    assert!(!format!("{response:?}").contains("ada"), "{response:?}");
}

#[test]
fn what_is_not_for_us_is_refused() {
    let response = read(&written()).expect("a response");
    let unsolicited = read(&written().replace("InResponseTo=\"_r\"", "")).expect("a response");
    for (response, expected, words) in [
        (
            &response,
            Expected {
                recipient: "https://files.example.com/saml/acs/",
                ..expected()
            },
            "addressed to",
        ),
        (
            &response,
            Expected {
                request: Some("_other"),
                ..expected()
            },
            "another sign-in",
        ),
        (
            &response,
            Expected {
                request: None,
                ..expected()
            },
            "used already",
        ),
        (
            &response,
            Expected {
                issuer: "https://evil.example",
                ..expected()
            },
            "not from",
        ),
        (&unsolicited, expected(), "no sign-in that was begun here"),
    ] {
        let error = response.check(expected).expect_err(words).to_string();
        assert!(error.contains(words), "{error}");
    }
    let begun_there = Expected {
        request: None,
        ..expected()
    };
    unsolicited
        .check(begun_there)
        .expect("begun at the provider");
}

#[test]
fn five_minutes_are_five_minutes() {
    let response = read(&written()).expect("a response");
    let made = SystemTime::from(response.issued_at);
    let second = Duration::from_secs(1);
    response.check_time(made + LIFE - second).expect("in time");
    let late = response.check_time(made + LIFE).expect_err("too late");
    assert!(matches!(late, SamlError::TooOld { .. }), "{late}");
    response.check_time(made - LIFE).expect("clocks differ");
    let early = response
        .check_time(made - LIFE - second)
        .expect_err("too early");
    assert!(early.to_string().contains("future"), "{early}");
    let short = written().replace("2999-01-01", "2000-01-01");
    let ended = read(&short).expect("a response").check_time(made);
    assert!(matches!(ended, Err(SamlError::TooOld { .. })));
}

#[test]
fn what_is_no_response_is_refused_with_the_reason() {
    let good = written();
    let assertion = good
        .split_once("<saml:Assertion")
        .and_then(|(_, rest)| rest.split_once("</saml:Assertion>"))
        .map(|(inside, _)| format!("<saml:Assertion{inside}</saml:Assertion>"))
        .expect("an assertion");
    let status =
        |codes: &str| good.replace(&format!("<samlp:StatusCode Value=\"{SUCCESS}\"/>"), codes);
    let responder = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">";
    for (xml, words) in [
        (good.replace(&assertion, ""), "no assertion"),
        (
            good.replace(&assertion, &assertion.repeat(2)),
            "more than one assertion",
        ),
        (
            good.replace(
                &assertion,
                &format!("<samlp:Extensions>{assertion}</samlp:Extensions>"),
            ),
            "another place",
        ),
        (
            good.replace(&assertion, "<saml:EncryptedAssertion/>"),
            "encrypted",
        ),
        (good.replace(SESSION_NAME, "other"), "RoleSessionName"),
        (
            format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{good}"),
            "document type",
        ),
        (
            good.replace("samlp:Response", "samlp:LogoutResponse"),
            "root element",
        ),
        (
            good.replace("</saml:Issuer>", ""),
            "This is no SAML response",
        ),
        (
            status(&format!(
                "{responder}<samlp:StatusCode Value=\"{STATUS}NoPassive\"/></samlp:StatusCode>"
            )),
            "told not to",
        ),
        (
            status(&format!(
                "{responder}</samlp:StatusCode><samlp:StatusMessage>Not today</samlp:StatusMessage>"
            )),
            "Not today",
        ),
        (status(""), "nothing"),
    ] {
        let error = read(&xml).expect_err(words).to_string();
        assert!(error.contains(words), "{error}");
    }
    assert!(matches!(
        Response::read(&"A".repeat(LONGEST + 4)),
        Err(SamlError::TooLarge)
    ));
    for bad in ["", "%%%", "AAAA", "////"] {
        assert!(
            matches!(Response::read(bad), Err(SamlError::Unreadable(_))),
            "{bad}"
        );
    }
}

#[test]
fn a_response_is_pasted_in_any_form() {
    let xml = written();
    let encoded = STANDARD.encode(&xml);
    let lines = encoded.as_bytes().chunks(76).map(String::from_utf8_lossy);
    let lines: String = lines.map(|line| format!("{line}\r\n")).collect();
    let percent = encoded
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    for pasted in [
        xml.clone(),
        encoded.clone(),
        lines,
        percent.clone(),
        format!("SAMLResponse={percent}&RelayState=x"),
    ] {
        let response = Response::pasted(&pasted).expect("a response");
        assert_eq!(
            STANDARD.decode(response.encoded).expect("base64"),
            xml.trim().as_bytes()
        );
    }
    assert!(matches!(
        Response::pasted(&"x".repeat(10_000_000)),
        Err(SamlError::TooLarge)
    ));
}
