// Where the page begins. The code that a QR code put behind the # is taken from the address bar before anything else.

import { NotInGroup } from "../protocol/group.js";
import { UnknownQuestion } from "../protocol/questions.js";
import { App } from "./app.js";
import { deviceStorage, Drafts } from "./drafts.js";
import { addressOf, Server } from "./server.js";
import { AlteredPage, Session } from "./session.js";
import { chosenLanguage, offered } from "./words.js";

function takeFragment() {
  const { hash, pathname, search } = location;
  if (hash.length < 2) return "";
  history.replaceState(history.state, "", pathname + search);
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

const carried = takeFragment();
const booth = JSON.parse(document.getElementById("booth").textContent);
const language = chosenLanguage(navigator.languages, offered(booth.languages));
document.getElementById("page").hidden = false;

try {
  const session = new Session(booth, new Server(addressOf(booth, location)), new Drafts(deviceStorage()));
  const app = new App(booth, session, language);
  app.begin(carried);
  // The same page, open already, called again with another code.
  addEventListener("hashchange", () => {
    const again = takeFragment();
    if (again) app.beginAgain(again);
  });
} catch (error) {
  if (!(error instanceof AlteredPage || error instanceof UnknownQuestion || error instanceof NotInGroup)) throw error;
  new App(booth, undefined, language).show("broken");
}
