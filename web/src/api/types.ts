// The contract's types under short names. schema.ts is generated from openapi.json.
import type { components } from "./schema";

type Schemas = components["schemas"];

/** A place to work, as anyone who reaches the page may see it. */
export type Connection = Schemas["Connection"];
/** Where people sign in for a connection. */
export type Provider = NonNullable<Connection["provider"]>;
/** As whom a person works in a connection, and for how long. */
export type Identity = Schemas["Identity"];
/** A browser in which the same person is signed in. */
export type PersonSession = Schemas["PersonSession"];
/** What one source of a service role said. */
export type Attempt = Schemas["Attempt"];
/** Who is signed in, and the open connections. */
export type Session = Schemas["SessionAnswer"];
/** What opening a connection takes: some of it, by its `people`. */
export type Opening = Partial<Schemas["Opening"]>;
/** A role that a sign-in offers. */
export type OfferedRole = Schemas["OfferedRole"];
/** The roles that a sign-in offers, and until when. */
export type OfferedRoles = Schemas["OfferedRoles"];
/** Where a person can begin: a bucket or a prefix in it. */
export type Location = Schemas["Location"];
/** All locations, and why buckets could not be listed. */
export type Locations = Schemas["Locations"];
/** A bucket's region, and whether it keeps versions. */
export type Bucket = Schemas["Bucket"];
/** Whether deletes and overwrites can be undone. */
export type Versioning = Schemas["Versioning"];
/** What S3 knows of one object. */
export type Properties = Schemas["Properties"];
/** The tags of one object. */
export type Tags = Schemas["Tags"];
/** An object that S3 has said it holds. */
export type BatchOutcome = Schemas["BatchOutcome"];
export type Stored = Schemas["Stored"];
/** An upload that is to begin. */
export type NewTransfer = Schemas["NewTransfer"];
/** How a file is to be cut, and how its parts may travel. */
export type Begun = Schemas["Begun"];
/** Uploads that have begun and not ended, and whether their parts may go through the server. */
export type Transfers = Schemas["Transfers"];
/** A part that S3 has. */
export type Part = Schemas["Part"];
/** Where a part goes straight to the store. */
export type PartAddress = Schemas["PartAddress"];
/** What unfinished uploads have left in a bucket. */
export type LeftUploads = Schemas["Uploads"];
/** An archive that can be downloaded, for an hour. */
export type Archive = Schemas["Archive"];
/** One version of an object, or the marker that hides what was before it. */
export type ObjectVersion = Schemas["ObjectVersion"];
/** An object as it was at a moment. */
export type PastObject = Schemas["PastObject"];
/** One thing to copy: an object, or all below a prefix. */
export type CopyItem = Schemas["CopyItem"];
/** A refusal by AWS, taken apart. */
export type Denial = Schemas["Denial"];
/** What would lift a refusal. */
export type Remedy = Schemas["Remedy"];
/** A policy whose statements have to be added to one that is there. */
export type PolicyToAdd = Schemas["PolicyToAdd"];
/** One thing that a check has looked at. */
export type Step = Schemas["Step"];
/** What may be done in a place. */
export type Abilities = Schemas["Abilities"];
/** Whether something may be done. */
export type AbilityState = Schemas["AbilityState"];
/** A connection that is being set up. */
export type Draft = Schemas["Draft"];
/** A draft, read: what is wrong, what it is in the configuration, and what it needs in AWS. */
export type DraftAnswer = Schemas["DraftAnswer"];
/** What an administrator chooses from. */
export type SetupChoices = Schemas["SetupChoices"];
/** What a connection needs in AWS. */
export type Policies = Schemas["Policies"];
/** A failure as the server writes it. */
export type Failure = Schemas["ApiError"];

/** An object in a listing. Size in bytes, time in RFC 3339. */
export interface ListedObject {
  key: string;
  size: number;
  last_modified: string | null;
  etag: string | null;
  storage_class: string | null;
}

/** What S3 gave in one answer of a listing. */
export interface Page {
  type: "page";
  prefixes: string[];
  objects: ListedObject[];
  /** S3 was not asked: the folders are the ways to the places that the connection offers. */
  ways?: boolean;
}

/** What an administrator enters at a SAML provider and in IAM. */
export type SamlSetup = Schemas["SamlSetup"];
/** A sign-in that was begun at the provider. */
export type WaitingSignIn = Schemas["WaitingSignIn"];
