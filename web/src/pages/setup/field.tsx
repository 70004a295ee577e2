// The fields of the form, each with what is wrong with it.
import { type ReactNode, createContext, useContext, useState } from "react";
import type { DraftAnswer, SetupChoices } from "../../api/types";
import { Choice, type Option } from "../../ui/choice";
import { TextField } from "../../ui/text-field";
import type { Form } from "./form";

export interface Setup {
  form: Form;
  choices: SetupChoices;
  mistakes: DraftAnswer["mistakes"];
  /** Whether everything that is wrong is to be shown, also where nobody has typed yet. */
  isTried: boolean;
  set: (values: Form["values"]) => void;
}

export const SetupContext = createContext<Setup | null>(null);

/** What is typed, and what it comes to. */
export function useSetup(): Setup {
  const setup = useContext(SetupContext);
  if (!setup) throw new Error("a field outside of the form");
  return setup;
}

export interface FieldProps {
  /** Of the setting. */
  name: string;
  label: string;
  hint?: ReactNode;
  placeholder?: string;
  rows?: number;
  mono?: boolean;
}

/** A field of one setting. It complains once somebody has left it, or has tried the draft. */
export function Field({ name, ...rest }: FieldProps) {
  const { form, mistakes, isTried, set } = useSetup();
  const [isLeft, setLeft] = useState(false);
  const wrong = mistakes.filter(({ field }) => field === name).map(({ message }) => message);
  return (
    <TextField
      {...rest}
      name={name}
      value={form.values[name] ?? ""}
      onChange={(value) => set({ [name]: value })}
      onBlur={() => setLeft(true)}
      error={isLeft || isTried ? wrong.join(" ") : null}
      autoComplete="off"
      spellCheck="false"
    />
  );
}

export interface OneOfProps {
  name: string;
  label: string;
  hideLabel?: boolean;
  options: Option<string>[];
}

/** A choice for one setting. */
export function OneOf({ name, ...rest }: OneOfProps) {
  const { form, set } = useSetup();
  return <Choice {...rest} value={form.values[name] ?? ""} onChange={(value) => set({ [name]: value })} />;
}

export interface PartProps {
  title: string;
  words?: ReactNode;
  children: ReactNode;
}

/** A part of the page. */
export function Part({ title, words, children }: PartProps) {
  return (
    <section className="wizard-part" aria-label={title}>
      <h2>{title}</h2>
      {words && <p>{words}</p>}
      {children}
    </section>
  );
}

/** What few need. */
export function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="wizard-more">
      <summary>{title}</summary>
      <div className="wizard-fields">{children}</div>
    </details>
  );
}
