// panva's oidc-provider with two people and a client of ours.
//
//     node provider.mjs PORT SECONDS    ID tokens live so many seconds
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const [port, seconds] = process.argv.slice(2).map(Number);
const people = {
  ada: { name: "Ada Lovelace", email: "ada@example.com", groups: ["finance", "research"] },
  bob: { name: "Bob Kahn", email: "bob@example.com", groups: ["research"] },
};

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signing = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "one" };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys: [signing] },
  clients: [
    {
      client_id: "wardrobe",
      token_endpoint_auth_method: "none",
      // Of a native client, loopback addresses are good with any port.
      application_type: "native",
      redirect_uris: ["http://127.0.0.1/openid/callback"],
      grant_types: ["authorization_code", "refresh_token"],
    },
  ],
  claims: { openid: ["sub"], profile: ["preferred_username", "name"], email: ["email"], groups: ["groups"] },
  scopes: ["openid", "profile", "email", "groups", "offline_access"],
  // So that names are in the ID token itself.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
  rotateRefreshToken: () => true,
  ttl: { IdToken: seconds, AccessToken: 600, AuthorizationCode: 60, Interaction: 600, Session: 3600, Grant: 3600, RefreshToken: 3600 },
  cookies: { keys: ["only for tests"] },
  findAccount: async (_, id) =>
    people[id] && {
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: id, ...people[id] }),
    },
  features: { devInteractions: { enabled: true } },
});

provider.listen(port, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${port}`));
