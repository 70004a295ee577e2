// A field to type in, with its label, a hint and what is wrong with it.
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextArea } from "react-aria-components/TextArea";
import {
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from "react-aria-components/TextField";
import type { ReactNode } from "react";
import "./text-field.css";

export interface TextFieldProps extends Omit<AriaProps, "className" | "style" | "children"> {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  hint?: ReactNode;
  /** What is wrong; the field is then marked as such. */
  error?: string | null;
  placeholder?: string;
  /** More than one line. */
  rows?: number;
  /** Of equal widths: keys, addresses. */
  mono?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, hideLabel = false, hint, error, placeholder, rows, mono = false, ...rest } = props;
  return (
    <AriaTextField
      {...rest}
      className="field"
      data-mono={mono || undefined}
      isInvalid={Boolean(error) || rest.isInvalid}
    >
      <Label className={hideLabel ? "visually-hidden" : "field-label"}>{label}</Label>
      {rows === undefined ? (
        <Input className="field-input" placeholder={placeholder} />
      ) : (
        <TextArea className="field-input" placeholder={placeholder} rows={rows} />
      )}
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
