// A mistake of ours in one view does not take the whole page with it.
import { Component, type ReactNode } from "react";
import { m } from "../messages";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main>
        <EmptyState
          icon="warning"
          level={1}
          tone="warn"
          role="alert"
          title={m.parts.mistake}
          actions={
            <Button icon="refresh" onPress={() => window.location.reload()}>
              {m.parts.loadAnew}
            </Button>
          }
        >
          <p>{error.message}</p>
        </EmptyState>
      </main>
    );
  }
}
