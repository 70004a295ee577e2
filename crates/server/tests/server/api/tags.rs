//! The tags of an object, which need a permission of their own.

use crate::api::refused::{let_reader, reader, statements};
use crate::api::studio::*;

async fn tagged(studio: &Studio) {
    let mut object = wardrobe_sandbox::s3::store::BulkObject {
        key: "a.txt".into(),
        body: "text".into(),
        attributes: Default::default(),
    };
    let tags = [("project", "Ä b+c"), ("empty", "")];
    object.attributes.tags = tags.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    object.attributes.content_language = Some("de".into());
    object.attributes.content_disposition = Some("inline".into());
    studio.sandbox.store().add(BUCKET, object).await.unwrap();
}

#[tokio::test]
async fn tags_are_shown_and_headers_are_properties() {
    let studio = Studio::start().await;
    tagged(&studio).await;
    let browser = studio.open().await;
    let tags = browser
        .json(&of("studio", "object/tags", BUCKET, "a.txt"))
        .await;
    assert_eq!(
        tags["tags"],
        serde_json::json!({"project": "Ä b+c", "empty": ""})
    );
    let properties = browser
        .json(&of("studio", "object/properties", BUCKET, "a.txt"))
        .await;
    assert_eq!(properties["content_language"], "de");
    assert_eq!(properties["content_disposition"], "inline");
    let gone = browser
        .get(&of("studio", "object/tags", BUCKET, "gone.txt"))
        .await;
    assert_eq!(refusal(gone).await, with(404, "missing"));
}

#[tokio::test]
async fn who_may_read_an_object_but_not_its_tags_sees_the_rest_and_what_would_help() {
    let studio = Studio::start().await;
    tagged(&studio).await;
    let browser = reader(&studio).await;
    let read = browser.json(&of("own", "object", BUCKET, "a.txt")).await;
    let_reader(&studio, &statements(&read["error"], 0));
    let properties = browser
        .json(&of("own", "object/properties", BUCKET, "a.txt"))
        .await;
    assert_eq!(properties["content_language"], "de");
    let path = of("own", "object/tags", BUCKET, "a.txt");
    let refused = browser.json(&path).await["error"].clone();
    assert_eq!(refused["code"], "denied", "{refused}");
    assert_eq!(refused["denial"]["action"], "s3:GetObjectTagging");
    let_reader(&studio, &statements(&refused, 0));
    assert_eq!(browser.json(&path).await["tags"]["project"], "Ä b+c");
}
