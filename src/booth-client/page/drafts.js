// A voter's choices before they are cast, kept on this device only, and only for whoever enters the same voting code.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Drafts in `storage` (localStorage), or in the page's memory where a device offers none or refuses. */
export class Drafts {
  #storage;
  #memory = new Map();

  constructor(storage) {
    this.#storage = storage;
  }

  /** The choice kept for this poll and code; undefined where there is none or it is not one of this page's. */
  read(poll, code) {
    try {
      return JSON.parse(this.#get(this.#name(poll, code)) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** Keep a choice. */
  keep(poll, code, choice) {
    const [name, text] = [this.#name(poll, code), JSON.stringify(choice)];
    this.#memory.set(name, text);
    try {
      this.#storage?.setItem(name, text);
    } catch {
      // A full or forbidden storage: the page's memory has it until it is closed.
    }
  }

  /** Forget a choice. */
  clear(poll, code) {
    const name = this.#name(poll, code);
    this.#memory.delete(name);
    try {
      this.#storage?.removeItem(name);
    } catch {
      // Nothing can be there.
    }
  }

  #get(name) {
    if (this.#memory.has(name)) return this.#memory.get(name);
    return this.#storage?.getItem(name);
  }

  /** Says nothing of the code: 64 bits of a hash of its 128. */
  #name(poll, code) {
    return `hustings-draft|${poll}|${bytesToHex(sha256(utf8ToBytes(`draft|${poll}|${code}`))).slice(0, 16)}`;
  }
}

/** This device's localStorage; undefined where it is forbidden. */
export function deviceStorage() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
