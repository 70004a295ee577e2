import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, describe, expect, test, vi } from "vitest";
import { forgetAbilities, insist, meet, useAbilities } from "../api/abilities";
import { ApiError } from "../api/error";
import { createQueryClient } from "../api/queries";
import { failure, serve, show } from "../test-server";
import { reasonWords, refusedIn } from "./acts";
import { RefusedDialog } from "./refused-dialog";

const place = { connection: "studio", bucket: "b", prefix: "a/" };
const client = createQueryClient();

function refusal(action: string, key: string, more: object = {}): ApiError {
  const denial = {
    meaning: "denied",
    action,
    resource: `arn:aws:s3:::b/${key}`,
    aws_code: "AccessDenied",
    aws_message: "No.",
    says: [],
    ...more,
  };
  return new ApiError({ code: "denied", message: `AWS refuses ${action}.`, denial });
}

afterEach(() => {
  forgetAbilities(client);
  vi.unstubAllGlobals();
});

/** What is known of the place, where the server says this. */
function known(answers: object[] = [{}], ready = true) {
  const fetch = serve({
    "GET /api/connections/studio/abilities": () => ({
      json: answers.length > 1 ? answers.shift() : answers[0],
    }),
  });
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useAbilities(place, ready), { wrapper });
  return { result, fetch };
}

const refused = (error = failure("denied", "No.").error) => ({ state: "refused", error });

describe("what is known of a folder", () => {
  test("is asked for once its rows are there, and not whether it can be listed", async () => {
    expect(known([{}], false).fetch).not.toHaveBeenCalled();
    const { result, fetch } = known([{ write: refused(), delete: { state: "unknown" } }]);
    await waitFor(() => expect(refusedIn(result.current.refusals, "upload")?.ability).toBe("write"));
    expect(String(fetch.mock.calls[0]?.[0])).toContain("of=read%2Cwrite%2Cdelete");
    expect(refusedIn(result.current.refusals, "rename")?.ability).toBe("write");
    for (const may of ["download", "delete"] as const)
      expect(refusedIn(result.current.refusals, may)).toBeNull();
  });

  test("is learnt from what is refused in it, and from nothing else", () => {
    const { result } = known();
    const deletion = () => refusedIn(result.current.refusals, "delete");
    act(() => meet(place, refusal("s3:DeleteObject", "a/deep/x")));
    act(() => meet(place, refusal("s3:DeleteObject", "other/x")));
    act(() => meet(place, refusal("kms:Decrypt", "a/x")));
    act(() => meet(place, new ApiError({ code: "expired", message: "Over." })));
    expect(result.current.refusals).toEqual({});
    act(() => meet(place, refusal("s3:DeleteObject", "a/x")));
    expect(deletion()?.ability).toBe("delete");
    expect(refusedIn(result.current.refusals, "move")?.ability).toBe("delete");
    act(() => insist(place, ["delete"]));
    expect(deletion()).toBeNull();
    act(() => meet(place, refusal("s3:DeleteObject", "a/x/")));
    expect(deletion()).not.toBeNull();
    act(() => forgetAbilities(client));
    expect(deletion()).toBeNull();
  });
});

test("the reason is said in a few words", () => {
  const words = (more: object) =>
    reasonWords({ ability: "write", error: refusal("s3:PutObject", "a/*", more) });
  expect(words({ policy_type: "identity-based", explicit: false })).toBe(
    "Your role may not write here: no policy allows it.",
  );
  expect(words({ policy_type: "service control", explicit: true })).toBe(
    "Your role may not write here: a policy denies it.",
  );
  expect(words({})).toBe("Your role may not write here.");
  expect(words({ aws_code: null })).toBe("AWS refuses s3:PutObject.");
});

test("trying again goes on once it is allowed, and until then says that it is not", async () => {
  const user = userEvent.setup();
  const onGoOn = vi.fn();
  const error = refusal("s3:PutObject", "a/*");
  const answers = [{ write: error }, {}];
  show(
    <RefusedDialog
      folder={place}
      act="new-folder"
      refused={{ ability: "write", error }}
      askAgain={async () => answers.shift() ?? {}}
      onClose={() => undefined}
      onGoOn={onGoOn}
    />,
  );
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await screen.findByText(/^It is still refused/);
  expect(onGoOn).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(onGoOn).toHaveBeenCalledOnce());
});
