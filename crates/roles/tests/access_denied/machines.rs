//! The places of a machine that give it a role, and identity providers.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-returns.html>

use crate::examples::{Chapter, Example, Meaning, Service};

const fn machine(
    title: &'static str,
    service: Service,
    status: Option<u16>,
    message: &'static str,
    meaning: Meaning,
) -> Example {
    Example {
        title,
        service,
        action: "",
        resource: "",
        status,
        code: None,
        message,
        region: None,
        meaning,
        policy: None,
        adds: &[],
    }
}

const fn provider(
    title: &'static str,
    code: Option<&'static str>,
    message: &'static str,
    meaning: Meaning,
) -> Example {
    Example {
        code,
        ..machine(title, Service::Provider, None, message, meaning)
    }
}

pub const PLACES: Chapter = Chapter {
    title: "Where a role comes from",
    words: "What the metadata service of an instance, the endpoint of a container and an identity provider say.",
    examples: &[
        machine(
            "The instance has no role",
            Service::Instance,
            Some(404),
            "received 404 from IMDS",
            Meaning::NoRole,
        ),
        machine(
            "The metadata service is switched off",
            Service::Instance,
            Some(403),
            "request forbidden: IMDS is disabled or the caller has insufficient permissions.",
            Meaning::Denied,
        ),
        machine(
            "The metadata service does not answer",
            Service::Instance,
            None,
            "failed to load IMDS session token: dispatch failure: timeout: client error (Connect): HTTP connect timeout occurred after 1s",
            Meaning::Unreachable,
        ),
        machine(
            "The container has no role",
            Service::Container,
            Some(404),
            "http://169.254.170.2/v2/credentials/x answered 404 Not Found",
            Meaning::NoRole,
        ),
        machine(
            "The container's token is not accepted",
            Service::Container,
            Some(401),
            "http://169.254.170.23/v1/credentials answered 401 Unauthorized",
            Meaning::Denied,
        ),
        machine(
            "The container's agent does not answer",
            Service::Container,
            None,
            "error sending request for url (http://169.254.170.23/v1/credentials)",
            Meaning::Unreachable,
        ),
        provider(
            "The provider did not let you in",
            Some("access_denied"),
            "User is not assigned to the client application.",
            Meaning::Denied,
        ),
        provider(
            "The provider wants a new sign-in",
            Some("login_required"),
            "The user is not signed in.",
            Meaning::SignInEnded,
        ),
        provider(
            "The provider does not know this server",
            Some("invalid_client"),
            "Invalid client credentials",
            Meaning::Failed,
        ),
        provider(
            "The provider does not answer",
            None,
            "connection refused",
            Meaning::ProviderDown,
        ),
    ],
};
