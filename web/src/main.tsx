// The page begins here.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./ui/tokens.css";
import "./ui/base.css";
import { App, getAhead } from "./app";
import { speak } from "./messages";
import { takeShares } from "./share/kept";
import { applyTheme, storedTheme } from "./ui/theme";

applyTheme(storedTheme());
takeShares();

const root = document.getElementById("root");
if (root) {
  void speak().then(() => {
    getAhead();
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
}
