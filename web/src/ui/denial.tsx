// A refusal taken apart, to read and to send on.
import { useEffect, useState } from "react";
import type { ApiError } from "../api/error";
import { Button } from "./button";
import "./denial.css";

/** The parts of a failure that are known, by name. */
export function partsOf(error: ApiError): [name: string, value: string][] {
  const { denial } = error;
  const parts: [string, string | null | undefined][] = [
    ["AWS says", denial?.aws_message],
    ["Action", denial?.action],
    ["Resource", denial?.resource],
    ["Caller", denial?.caller],
    ["Policy", denial?.policy_type],
    ["AWS code", denial?.aws_code],
    ["AWS request id", denial?.aws_request_id],
    ["Wardrobe request id", error.requestId],
  ];
  return parts.filter((part): part is [string, string] => Boolean(part[1]));
}

/** The same as text, for a message to whoever can help. */
export function textOf(error: ApiError): string {
  return [error.message, ...partsOf(error).map(([name, value]) => `${name}: ${value}`)].join("\n");
}

export function DenialDetails({ error }: { error: ApiError }) {
  const parts = partsOf(error);
  if (parts.length === 0) return null;
  return (
    <div className="denial">
      <dl>
        {parts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton text={textOf(error)} label="Copy all this" />
    </div>
  );
}

/** Copies `text`, and says so for a while. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_500);
    return () => clearTimeout(timer);
  }, [state]);
  const write = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(text).then(
          () => setState("copied"),
          () => setState("failed"),
        )
      : setState("failed");
  const words = { idle: label, copied: "Copied", failed: "This browser does not allow it" };
  return (
    <Button size="s" look="quiet" icon={state === "copied" ? "check" : "copy"} onPress={() => void write()}>
      {words[state]}
    </Button>
  );
}
