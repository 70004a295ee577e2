import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { SamlSetup } from "../api/types";
import { Shell } from "../parts/shell";
import { research, serve, showHere } from "../test-server";
import { SamlSetupPage } from "./saml-setup";

afterEach(() => vi.unstubAllGlobals());

const setup: SamlSetup = {
  provider: "CorpIdP",
  acs_url: "https://files.example.com/saml/acs",
  entity_id: "https://files.example.com/saml/metadata/corp",
  metadata_url: "https://files.example.com/saml/metadata/corp",
  audience: "urn:amazon:webservices",
  role_attribute: "https://aws.amazon.com/SAML/Attributes/Role",
  session_name_attribute: "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
  idp_initiated: false,
  trust_policy: { Condition: { StringEquals: { "SAML:aud": "https://files.example.com/saml/acs" } } },
};

test("an administrator finds every value, by the names of each provider, before anyone can sign in", async () => {
  serve({
    "GET /api/session": () => ({ json: { person: null, open: [] } }),
    "GET /api/connections": () => ({ json: { connections: [{ ...research, kind: "saml" }] } }),
    "GET /api/connections/research/saml-setup": () => ({ json: setup }),
  });
  showHere(
    <Shell>
      <SamlSetupPage connection="research" />
    </Shell>,
    "/c/research/saml",
  );
  await screen.findByRole("heading", { name: "What to enter at CorpIdP" });
  expect(screen.getByText("urn:amazon:webservices", { selector: "code" })).toBeTruthy();
  expect(screen.getByText(/"SAML:aud": "https:\/\/files\.example\.com\/saml\/acs"/)).toBeTruthy();
  expect(screen.getByText(/Sign-ins have to begin here/)).toBeTruthy();
  await userEvent.click(screen.getByText("Keycloak"));
  const field = screen.getByText("Assertion Consumer Service POST Binding URL");
  expect(field.nextElementSibling?.textContent).toBe(setup.acs_url);
});
