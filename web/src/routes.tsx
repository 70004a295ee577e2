// The addresses of the page, and what is shown at each. What is on screen is in the address, so
// that a link leads back to it. Buckets and keys are in the query: `//` and `..` survive there.
import { type ReactNode, lazy } from "react";
import { Route, Switch } from "wouter";
import { url } from "./api/client";
import { ErrorPage } from "./pages/error";
import { HomePage } from "./pages/home";
import { StartPage } from "./pages/sign-in";

const FilesPage = lazy(() => import("./pages/files").then((module) => ({ default: module.FilesPage })));

/** What the address of the file page holds. */
export interface Place {
  bucket: string;
  prefix?: string;
  sort?: string;
  order?: string;
  /** The key of the object that is shown large. */
  preview?: string;
}

export const paths = {
  start: () => "/",
  connection: (connection: string) => `/c/${encodeURIComponent(connection)}`,
  files: (connection: string, { bucket, prefix = "", sort, order, preview }: Place) =>
    url(`/c/${encodeURIComponent(connection)}/files`, { bucket, prefix, sort, order, preview }),
};

/** The page of the present address. */
export function Routes(): ReactNode {
  return (
    <Switch>
      <Route path="/">
        <StartPage />
      </Route>
      <Route path="/c/:connection">{({ connection }) => <HomePage connection={connection} />}</Route>
      <Route path="/c/:connection/files">
        <FilesPage />
      </Route>
      <Route>
        <ErrorPage />
      </Route>
    </Switch>
  );
}
