//! ID tokens: JSON Web Tokens, signed.
//! <https://www.rfc-editor.org/rfc/rfc7515>

use aws_lc_rs::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A token that has been read. Nothing of it is proven before
/// [`IdToken::is_signed_by`] says so.
pub(super) struct IdToken<'a> {
    header: Header,
    claims: Map<String, Value>,
    signed: &'a str,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

/// A public key as providers publish it.
/// <https://www.rfc-editor.org/rfc/rfc7517>
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Key {
    kty: String,
    pub kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl<'a> IdToken<'a> {
    /// Reads a token; `None` when it is not one, or not signed in a way that AWS
    /// takes: by a key pair, and neither by a shared secret nor by nobody.
    pub fn read(token: &'a str) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
        let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
        let known = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];
        known.contains(&header.alg.as_str()).then_some(())?;
        Some(Self {
            header,
            claims: serde_json::from_slice(&decode(claims)?).ok()?,
            signed,
            signature: decode(signature)?,
        })
    }

    /// Which key of the provider has signed it.
    pub fn key_id(&self) -> Option<&str> {
        self.header.kid.as_deref()
    }

    pub fn claim(&self, name: &str) -> Option<&Value> {
        self.claims.get(name).filter(|value| !value.is_null())
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.claim(name)?.as_str()
    }

    /// A text, or each of a list of texts.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        match self.claim(name) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            one => one.and_then(Value::as_str).into_iter().collect(),
        }
    }

    pub fn is_signed_by(&self, key: &Key) -> bool {
        let algorithm = &self.header.alg;
        let other = |meant: &Option<String>, is: &str| meant.as_deref().is_some_and(|m| m != is);
        if other(&key.alg, algorithm) || other(&key.usage, "sig") {
            return false;
        }
        let rsa = |parameters| self.is_signed_by_rsa(key, parameters);
        let ec = |curve, length, parameters| {
            let point = key.point(curve, length);
            point.is_some_and(|point| {
                let key = UnparsedPublicKey::new(parameters, point);
                key.verify(self.signed.as_bytes(), &self.signature).is_ok()
            })
        };
        match (key.kty.as_str(), algorithm.as_str()) {
            ("RSA", "RS256") => rsa(&signature::RSA_PKCS1_2048_8192_SHA256),
            ("RSA", "RS384") => rsa(&signature::RSA_PKCS1_2048_8192_SHA384),
            ("RSA", "RS512") => rsa(&signature::RSA_PKCS1_2048_8192_SHA512),
            ("EC", "ES256") => ec("P-256", 32, &signature::ECDSA_P256_SHA256_FIXED),
            ("EC", "ES384") => ec("P-384", 48, &signature::ECDSA_P384_SHA384_FIXED),
            ("EC", "ES512") => ec("P-521", 66, &signature::ECDSA_P521_SHA512_FIXED),
            _ => false,
        }
    }

    fn is_signed_by_rsa(&self, key: &Key, parameters: &signature::RsaParameters) -> bool {
        let (Some(n), Some(e)) = (number(key.n.as_ref()), number(key.e.as_ref())) else {
            return false;
        };
        let key = RsaPublicKeyComponents { n, e };
        key.verify(parameters, self.signed.as_bytes(), &self.signature)
            .is_ok()
    }
}

impl Key {
    /// The point of a key on a curve, uncompressed.
    fn point(&self, curve: &str, length: usize) -> Option<Vec<u8>> {
        (self.crv.as_deref() == Some(curve)).then_some(())?;
        let mut point = vec![4];
        for number in [number(self.x.as_ref())?, number(self.y.as_ref())?] {
            point.resize(point.len() + length.checked_sub(number.len())?, 0);
            point.extend(number);
        }
        Some(point)
    }
}

/// A large number, without zeros before it.
fn number(text: Option<&String>) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(text?).ok()?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    Some(bytes[zeros..].to_vec())
}
