// Which page is shown at which address, and what is around the pages.
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, lazy } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Route, Switch, useLocation } from "wouter";
import { createQueryClient } from "./api/queries";
import { locale } from "./messages/language";
import { ErrorPage } from "./pages/error";
import { HomePage } from "./pages/home";
import { StartPage } from "./pages/sign-in";
import { SignedInPage } from "./pages/signed-in";
import { Corner } from "./parts/corner";
import { Boundary } from "./parts/shell-boundary";
import { Shell } from "./parts/shell";
import { patterns } from "./routes";
import { isWaiting } from "./share/kept";
import { Toasts } from "./ui/toast";

const FilesPage = lazy(() => import("./pages/inside").then((module) => ({ default: module.FilesPage })));
const SamlSetupPage = lazy(() =>
  import("./pages/saml-setup").then((module) => ({ default: module.SamlSetupPage })),
);
const CheckPage = lazy(() => import("./pages/check").then((module) => ({ default: module.CheckPage })));
const YouPage = lazy(() => import("./pages/you").then((module) => ({ default: module.YouPage })));
const SetupPage = lazy(() => import("./pages/setup").then((module) => ({ default: module.SetupPage })));
const SharePage = lazy(() => import("./pages/inside").then((module) => ({ default: module.SharePage })));
const Waiting = lazy(() => import("./pages/inside").then((module) => ({ default: module.Waiting })));

// Jobs and uploads go on while people look at other pages.
const JobsPanel = lazy(() => import("./jobs").then((module) => ({ default: module.JobsPanel })));
const TransferPanel = lazy(() => import("./transfer").then((module) => ({ default: module.TransferPanel })));

const client = createQueryClient();

export function App() {
  return (
    <I18nProvider locale={locale}>
      <QueryClientProvider client={client}>
        <Switch>
          <Route path={patterns.signedIn}>
            <SignedInPage />
          </Route>
          <Route>
            <Shell>
              <Boundary>
                <Suspense fallback={null}>
                  <Pages />
                </Suspense>
              </Boundary>
            </Shell>
            <Corner>
              <Suspense fallback={null}>
                <JobsPanel />
              </Suspense>
              <Suspense fallback={null}>
                <TransferPanel />
              </Suspense>
            </Corner>
            <Toasts />
          </Route>
        </Switch>
      </QueryClientProvider>
    </I18nProvider>
  );
}

function Pages() {
  const [path] = useLocation();
  // Where one lands after a sign-in.
  const isHome = /^\/(c\/[^/]+)?$/.test(path);
  return (
    <>
      {isHome && isWaiting() && <Waiting />}
      <Page />
    </>
  );
}

function Page() {
  return (
    <Switch>
      <Route path={patterns.start}>
        <StartPage />
      </Route>
      <Route path={patterns.connection}>
        {({ connection }) => <HomePage key={connection} connection={connection} />}
      </Route>
      <Route path={patterns.files}>
        <FilesPage />
      </Route>
      <Route path={patterns.share}>
        <SharePage />
      </Route>
      <Route path={patterns.you}>
        <YouPage />
      </Route>
      <Route path={patterns.setup}>
        <SetupPage />
      </Route>
      <Route path={patterns.saml}>{({ connection }) => <SamlSetupPage connection={connection} />}</Route>
      <Route path={patterns.check}>
        {({ connection }) => <CheckPage key={connection} connection={connection} />}
      </Route>
      <Route>
        <ErrorPage />
      </Route>
    </Switch>
  );
}
