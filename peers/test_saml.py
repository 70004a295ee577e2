"""Our SAML identity provider and STS, against signatures of another implementation: signxml."""

import base64
import html
import re
from datetime import datetime, timedelta, timezone

import pytest
import requests
from botocore import UNSIGNED
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from lxml import etree
from signxml import InvalidInput, InvalidSignature, XMLSigner, XMLVerifier, methods

from support.refusals import refused

ACS = "http://127.0.0.1:8334/saml/acs"
ROLE = "arn:aws:iam::111111111111:role/saml-read"
PROVIDER = "arn:aws:iam::111111111111:saml-provider/corp"
AWS = "https://aws.amazon.com/SAML/Attributes/"
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol"
DSIG = "http://www.w3.org/2000/09/xmldsig#"


@pytest.fixture
def metadata(own_sandbox):
    return etree.fromstring(requests.get(own_sandbox.saml_metadata, timeout=10).content)


@pytest.fixture
def certificate(metadata):
    text = metadata.findtext(f".//{{{DSIG}}}X509Certificate")
    return f"-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n"


@pytest.fixture
def key(own_sandbox, tmp_path):
    """The provider's own key, for somebody else to sign with."""
    key = load_der_private_key((tmp_path / "data" / "saml.key").read_bytes(), password=None)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signed_in(sandbox):
    """The response that Ada is sent on with."""
    base = sandbox.saml_metadata.removesuffix("/metadata")
    with requests.Session() as browser:
        browser.trust_env = False
        page = browser.get(f"{base}/start", params={"acs": ACS}, timeout=10).text
        action = html.unescape(re.search(r'action="([^"]*)"', page)[1])
        form = {"user": "ada", "password": "wonderful"}
        page = browser.post(base.removesuffix("/saml") + action, data=form, timeout=10).text
    return base64.b64decode(html.unescape(re.search(r'name="SAMLResponse" value="([^"]*)"', page)[1]))


def assume(sandbox, response):
    sts = sandbox.client("sts", region="eu-central-1")
    sts.meta.config.signature_version = UNSIGNED
    text = base64.b64encode(response).decode()
    return sts.assume_role_with_saml(RoleArn=ROLE, PrincipalArn=PROVIDER, SAMLAssertion=text)


def assertion(issuer, name="ada"):
    """As others write it: pretty, with namespaces declared here and there."""
    at = datetime.now(timezone.utc)
    now, end = (t.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for t in (at, at + timedelta(minutes=5)))
    return etree.fromstring(f"""<saml:Assertion xmlns:saml="{SAML}" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="_{at:%s%f}" Version="2.0" IssueInstant="{now}">
  <saml:Issuer>{issuer}</saml:Issuer>
  <ds:Signature xmlns:ds="{DSIG}" Id="placeholder"></ds:Signature>
  <saml:Subject>
    <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{name}</saml:NameID>
    <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
      <saml:SubjectConfirmationData NotOnOrAfter="{end}" Recipient="{ACS}"/>
    </saml:SubjectConfirmation>
  </saml:Subject>
  <saml:Conditions NotOnOrAfter="{end}">
    <saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction>
  </saml:Conditions>
  <saml:AttributeStatement>
    <saml:Attribute Name="{AWS}Role">
      <saml:AttributeValue xsi:type="xs:string">{ROLE},{PROVIDER}</saml:AttributeValue>
    </saml:Attribute>
    <saml:Attribute Name="{AWS}RoleSessionName">
      <saml:AttributeValue xsi:type="xs:string">{name}</saml:AttributeValue>
    </saml:Attribute>
  </saml:AttributeStatement>
</saml:Assertion>""")


def sign(element, key, certificate, c14n="http://www.w3.org/2001/10/xml-exc-c14n#", algorithm="rsa-sha256"):
    signer = XMLSigner(method=methods.enveloped, signature_algorithm=algorithm, c14n_algorithm=c14n)
    return signer.sign(element, key=key, cert=certificate, reference_uri=element.get("ID"))


def respond(assertion):
    """A response around it, which is not signed yet."""
    response = etree.fromstring(f"""<samlp:Response xmlns:samlp="{PROTOCOL}" ID="_r" Version="2.0">
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
</samlp:Response>""")
    response.append(assertion)
    return response


def test_signature_of_our_provider_is_good_for_others(own_sandbox, certificate):
    response = signed_in(own_sandbox)
    verified = XMLVerifier().verify(response, x509_cert=certificate, id_attribute="ID")
    assert verified.signed_xml.tag == f"{{{SAML}}}Assertion"
    assert verified.signed_xml.findtext(f".//{{{SAML}}}NameID") == "ada@example.com"
    with pytest.raises((InvalidSignature, InvalidInput)):
        tampered = response.replace(b"ada@", b"eve@")
        XMLVerifier().verify(tampered, x509_cert=certificate, id_attribute="ID")
    assert assume(own_sandbox, response)["Subject"] == "ada@example.com"


@pytest.mark.parametrize("algorithm", ["rsa-sha256", "rsa-sha512"])
def test_assertion_that_others_signed_is_good_for_sts(own_sandbox, metadata, key, certificate, algorithm):
    signed = sign(assertion(metadata.get("entityID")), key, certificate, algorithm=algorithm)
    answers(own_sandbox, etree.tostring(respond(signed)))


@pytest.mark.parametrize("c14n", ["http://www.w3.org/2001/10/xml-exc-c14n#",
                                  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"])
def test_response_that_others_signed_is_good_for_sts(own_sandbox, metadata, key, certificate, c14n):
    unsigned = assertion(metadata.get("entityID"))
    unsigned.remove(unsigned.find(f"{{{DSIG}}}Signature"))
    answers(own_sandbox, etree.tostring(sign(respond(unsigned), key, certificate, c14n)))


def answers(sandbox, response):
    """STS takes the response as it is, and not with another name in it."""
    answer = assume(sandbox, response)
    assert answer["Subject"] == "ada"
    assert answer["SubjectType"] == "persistent"
    assert answer["AssumedRoleUser"]["Arn"] == "arn:aws:sts::111111111111:assumed-role/saml-read/ada"
    with refused("InvalidIdentityToken", status=400) as refusal:
        assume(sandbox, response.replace(b">ada<", b">eve<"))
    assert refusal.message == "Response signature invalid"
