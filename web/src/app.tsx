// Which page is shown at which address, and what is around the pages.
import { QueryClientProvider } from "@tanstack/react-query";
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
import { lazily } from "./ui/lazily";
import { Toasts } from "./ui/toast";

const inside = () => import("./pages/inside");

/** Gets what the address will need. Who opens a folder waits for the session, and meanwhile for the code. */
export function getAhead() {
  if (location.pathname.endsWith("/files")) inside().catch(() => undefined);
}

const FilesPage = lazily(async () => (await inside()).FilesPage);
const SamlSetupPage = lazily(async () => (await import("./pages/saml-setup")).SamlSetupPage);
const CheckPage = lazily(async () => (await import("./pages/check")).CheckPage);
const YouPage = lazily(async () => (await import("./pages/you")).YouPage);
const SetupPage = lazily(async () => (await import("./pages/setup")).SetupPage);
const SharePage = lazily(async () => (await inside()).SharePage);
const Waiting = lazily(async () => (await inside()).Waiting);

// Jobs and uploads go on while people look at other pages.
const JobsPanel = lazily(async () => (await import("./jobs")).JobsPanel);
const TransferPanel = lazily(async () => (await import("./transfer")).TransferPanel);

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
                <Pages />
              </Boundary>
            </Shell>
            <Corner>
              <JobsPanel />
              <TransferPanel />
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
