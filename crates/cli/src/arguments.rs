//! What can be asked on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wardrobe_sandbox::seed::Spread;

/// A file manager for Amazon S3 in which everyone works through an AWS role.
#[derive(Parser)]
#[command(
    name = "wardrobe",
    version,
    after_help = "Exit codes: 0 done, 1 refused or failed with a reason, 2 wrong usage or configuration."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run Wardrobe on a small AWS of its own, with sample files
    Demo(Demo),
    /// Run the server
    Serve(Serve),
    /// Run only the small AWS, for developers
    Sandbox(Sandbox),
    /// List buckets, or what is in one
    Ls(Ls),
    /// Copy between this machine and S3, or inside S3
    Cp(Cp),
    /// Delete from S3
    Rm(Rm),
    /// Walk the way to a connection's role and files, and say what is wrong and what would help
    Check(Check),
    /// Print the policies a connection needs: who may take on its roles, and what these may do
    Policy(Policy),
    /// Give a connection's credentials to the AWS CLI and SDKs, as a credential_process
    Credentials(Credentials),
    /// Make an external id for a role of another account
    ExternalId,
    /// Make the password_hash of a [[user]]
    HashPassword,
}

#[derive(Args)]
pub(crate) struct Demo {
    /// Where the page is served; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8334")]
    pub listen: SocketAddr,
    /// Keep everything here; otherwise it goes away at the end
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Serve {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "wardrobe.toml")]
    pub config: PathBuf,
}

#[derive(Args)]
pub(crate) struct Sandbox {
    /// Where S3 and STS answer; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9334")]
    pub listen: SocketAddr,
    /// Where instance metadata and container credentials answer
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9335")]
    pub metadata: SocketAddr,
    /// Where the identity providers answer
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9336")]
    pub identity: SocketAddr,
    /// Keep everything here; otherwise it goes away at the end
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<PathBuf>,
    /// What is there at the start
    #[arg(long, value_enum, default_value = "demo")]
    pub seed: Seed,
    /// Make one more bucket of many small objects: KIND is numbers, uuids, dates, tree, unicode or albums
    #[arg(long, value_name = "BUCKET=KIND:COUNT")]
    pub bulk: Vec<Bulk>,
}

/// A bucket of many objects.
#[derive(Clone)]
pub(crate) struct Bulk {
    pub bucket: String,
    pub spread: Spread,
    pub objects: u64,
}

impl FromStr for Bulk {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not like big=numbers:1000000");
        let (bucket, rest) = text.split_once('=').ok_or_else(wrong)?;
        let (spread, objects) = rest.split_once(':').ok_or_else(wrong)?;
        Ok(Self {
            bucket: bucket.to_owned(),
            spread: spread.parse()?,
            objects: objects.parse().map_err(|_| wrong())?,
        })
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Seed {
    /// Accounts and roles, no bucket
    Empty,
    /// Accounts, roles, buckets and sample files
    Demo,
}

/// How to become a role.
#[derive(Args)]
pub(crate) struct Through {
    /// The configuration that names the connections; when there is no such
    /// file, the role of this machine is used
    #[arg(long, value_name = "FILE", default_value = "wardrobe.toml")]
    pub config: PathBuf,
    #[command(flatten)]
    pub sign_in: SignIn,
}

/// How to sign in, for a connection that asks for it.
#[derive(Args, Clone)]
pub(crate) struct SignIn {
    /// The role to take on, where a sign-in offers several
    #[arg(long, value_name = "ARN")]
    pub role: Option<String>,
    /// Where the browser comes back to on 127.0.0.1 after a sign-in; port 0 picks a free one
    #[arg(long, value_name = "PORT", default_value = "8335")]
    pub callback_port: u16,
    /// Print where to sign in, and open no browser
    #[arg(long)]
    pub no_browser: bool,
}

#[derive(Args)]
pub(crate) struct Credentials {
    #[command(flatten)]
    pub through: Through,
    /// The connection; may be left out when there is but one
    #[arg(value_name = "CONNECTION")]
    pub connection: Option<String>,
}

/// For whom the output is.
#[derive(Args)]
pub(crate) struct Output {
    /// Print JSON, one value a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub through: Through,
    #[command(flatten)]
    pub output: Output,
    /// Try to write, too: an object of its own, which it deletes
    #[arg(long)]
    pub write: bool,
    /// Ask, too, whether pages of this origin may send files straight to the buckets
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Option<String>,
    /// The connection, then places to look at; without any, those that it offers
    #[arg(value_name = "CONNECTION] [S3_URL", num_args = 0..)]
    pub places: Vec<String>,
}

#[derive(Args)]
#[command(
    after_help = "Works without a network. Only the machine that Wardrobe runs on knows its own role: --principal says it, else the credentials there are on this machine are asked who they are, else words in capitals such as ACCOUNT stand for what has to be put in."
)]
pub(crate) struct Policy {
    /// The configuration that names the connections
    #[arg(long, value_name = "FILE", default_value = "wardrobe.toml")]
    pub config: PathBuf,
    /// Let people list and read, and nothing else
    #[arg(long)]
    pub read_only: bool,
    /// Let people reach earlier versions, too, for programs: the page shows none
    #[arg(long)]
    pub versions: bool,
    /// The role that Wardrobe runs as, or whose own credentials take on the connection's
    #[arg(long, value_name = "ARN")]
    pub principal: Option<String>,
    /// The account of the buckets, where that is not the role's: prints their policies, too
    #[arg(long, value_name = "ACCOUNT")]
    pub bucket_account: Option<String>,
    /// The key of KMS that encrypts what is there
    #[arg(long, value_name = "ARN")]
    pub kms_key: Option<String>,
    /// How the policies are written
    #[arg(long, value_enum, default_value = "json")]
    pub form: Form,
    #[command(flatten)]
    pub output: Output,
    /// The connection; may be left out when there is but one
    #[arg(value_name = "CONNECTION")]
    pub connection: Option<String>,
}

/// How a policy is written.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Form {
    /// As AWS's console takes it
    Json,
    /// Commands of the AWS CLI
    Cli,
    /// For the AWS provider of Terraform
    Terraform,
    /// Parts of a template
    Cloudformation,
}

#[derive(Args)]
pub(crate) struct Ls {
    #[command(flatten)]
    pub through: Through,
    #[command(flatten)]
    pub output: Output,
    /// All below, not only this folder
    #[arg(short, long)]
    pub recursive: bool,
    /// The connection, then s3://BUCKET/PREFIX; without an address, the buckets
    #[arg(value_name = "CONNECTION] [S3_URL", num_args = 0..=2)]
    pub places: Vec<String>,
}

#[derive(Args)]
#[command(after_help = RESUMING)]
pub(crate) struct Cp {
    #[command(flatten)]
    pub through: Through,
    #[command(flatten)]
    pub output: Output,
    /// Whole folders
    #[arg(short, long)]
    pub recursive: bool,
    /// Write over what is there
    #[arg(long)]
    pub overwrite: bool,
    /// Go on with what an earlier run has left unfinished, and leave what there is when this
    /// one breaks off or is stopped
    #[arg(long)]
    pub resume: bool,
    /// The connection, then from where and to where: s3://BUCKET/KEY or a path
    #[arg(value_name = "CONNECTION] [FROM] [TO", num_args = 2..=3, required = true)]
    pub places: Vec<String>,
}

const RESUMING: &str = "\
\"verified\" counts the files of which S3 has told a checksum, or an MD5, and it is the file's.
What fails for a while is tried again; what is refused is not.

Without --resume nothing unfinished is left behind, where it can be helped: parts in S3 are
removed, and so is the unfinished file here. With it, large uploads keep their parts, and
downloads what has come, beside the file as NAME.wardrobe-part. The next --resume then:
  sends only what is missing, if every part that S3 has is, byte for byte, of this file;
    otherwise it says so, sends nothing and leaves the parts as they are
  reads only what is missing, if the object is still the same; otherwise all of it
  passes over files that are there already and the same, which -r needs to go on
It asks for the permissions s3:ListBucketMultipartUploads and s3:ListMultipartUploadParts.";

#[derive(Args)]
pub(crate) struct Rm {
    #[command(flatten)]
    pub through: Through,
    #[command(flatten)]
    pub output: Output,
    /// All below; the address must end in /
    #[arg(short, long)]
    pub recursive: bool,
    /// The connection, then s3://BUCKET/KEY
    #[arg(value_name = "CONNECTION] [S3_URL", num_args = 1..=2, required = true)]
    pub places: Vec<String>,
}
