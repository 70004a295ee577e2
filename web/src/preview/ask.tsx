// Says what a look costs before it is taken.
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

interface Props {
  /** It costs enough to be said. */
  when: boolean;
  title: string;
  words: ReactNode;
  /** Of the button that takes it. */
  label: string;
  /** What else one can do. */
  actions?: ReactNode;
  children: () => ReactNode;
}

export function Ask({ when, title, words, label, actions, children }: Props) {
  const [anyway, setAnyway] = useState(false);
  if (!when || anyway) return children();
  return (
    <EmptyState
      icon="eye"
      title={title}
      actions={
        <>
          <Button onPress={() => setAnyway(true)}>{label}</Button>
          {actions}
        </>
      }
    >
      <p>{words}</p>
    </EmptyState>
  );
}
