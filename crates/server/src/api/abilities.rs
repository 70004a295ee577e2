//! What a person may do in a place, so that the page need not offer what will be refused.

use axum::Json;
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::abilities::{Ability, May};

use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{InQuery, invalid};

/// Their names, in the order in which they are asked about. Together they are all that
/// is asked of S3 at once.
const ALL: [(&str, Ability); 5] = [
    ("list", Ability::List),
    ("read", Ability::Read),
    ("write", Ability::Write),
    ("delete", Ability::Delete),
    ("versions", Ability::Versions),
];

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    #[serde(default)]
    prefix: String,
    /// Which to ask about, with commas between them; all without it.
    of: Option<String>,
}

/// What may be done in a place. What was not asked about is left out.
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct Abilities {
    /// See what is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<Answer>,
    /// Read objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Answer>,
    /// Write objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    write: Option<Answer>,
    /// Delete objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    delete: Option<Answer>,
    /// See older versions of objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    versions: Option<Answer>,
}

/// Whether it may be done.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = AbilityAnswer)]
pub(crate) struct Answer {
    state: State,
    /// Of what is refused: why, and what would lift that.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ApiError>,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[schema(as = AbilityState)]
#[serde(rename_all = "kebab-case")]
enum State {
    Allowed,
    Refused,
    /// Only doing it would tell.
    Unknown,
}

impl Answer {
    fn refused(error: ApiError) -> Self {
        Self {
            state: State::Refused,
            error: Some(error.numbered()),
        }
    }
}

impl From<May> for Answer {
    fn from(may: May) -> Self {
        let state = match may {
            May::Yes => State::Allowed,
            May::No(error) => return Self::refused(ApiError::from(*error)),
            May::Unknown => State::Unknown,
        };
        Self { state, error: None }
    }
}

/// Tells what may be done in a place, without doing any of it: nothing there changes.
#[utoipa::path(get, path = "/api/connections/{connection}/abilities", operation_id = "show_abilities",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = Abilities), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    access: Access,
    InQuery(asked): InQuery<Asked>,
) -> ApiResult<Json<Abilities>> {
    let Asked { bucket, prefix, of } = &asked;
    let wanted = wanted(of.as_deref())?;
    let answers = match access.to("s3:ListBucket", &[(bucket, prefix)]) {
        Ok(storage) => {
            let asked = wanted.iter().map(|(_, ability)| {
                let storage = storage.clone();
                async move { storage.may(*ability, bucket, prefix).await }
            });
            let answers = try_join_all(asked).await?;
            answers.into_iter().map(Answer::from).collect()
        }
        // The connection refuses it all.
        Err(error) if error.code == Code::Denied => {
            vec![Answer::refused(error); wanted.len()]
        }
        Err(error) => return Err(error),
    };
    let mut found = Abilities::default();
    for ((_, ability), answer) in wanted.iter().zip(answers) {
        let place = match ability {
            Ability::List => &mut found.list,
            Ability::Read => &mut found.read,
            Ability::Write => &mut found.write,
            Ability::Delete => &mut found.delete,
            Ability::Versions => &mut found.versions,
        };
        *place = Some(answer);
    }
    Ok(Json(found))
}

/// Those that are named, each once.
fn wanted(of: Option<&str>) -> ApiResult<Vec<(&'static str, Ability)>> {
    let Some(of) = of else {
        return Ok(ALL.to_vec());
    };
    let names: Vec<&str> = of.split(',').collect();
    if let Some(name) = names
        .iter()
        .find(|name| ALL.iter().all(|(of, _)| of != *name))
    {
        return Err(invalid(format!("There is no ability {name:?}.")));
    }
    Ok(ALL
        .into_iter()
        .filter(|(name, _)| names.contains(name))
        .collect())
}
