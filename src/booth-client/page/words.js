// What the page says, in the language chosen.

import en from "./texts/en.js";
import fr from "./texts/fr.js";

export const TABLES = { en, fr };
export const NAMES = { en: "English", fr: "Fran\u00e7ais" };

/** The languages that the booth offers and this page speaks; English where none is left. */
export function offered(languages) {
  const spoken = languages.filter((language) => language in TABLES);
  return spoken.length ? spoken : ["en"];
}

/** The first of the reader's languages that is offered; the first offered where none is. */
export function chosenLanguage(readers, languages) {
  const wanted = readers.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((language) => languages.includes(language)) ?? languages[0];
}

/** The variety of a language that the reader's browser names, as en-IE; the language alone where it names none. */
export function varietyOf(language, readers) {
  return readers.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

export class Words {
  /** `locale`: the reader's own variety of the language, for dates and numbers. */
  constructor(language, locale = language) {
    this.language = language;
    this.locale = locale;
    this.table = TABLES[language];
  }

  /** The text of a key, its {names} filled in. One with forms for one and many is chosen by `count`. */
  say(key, values = {}) {
    const found = this.table[key];
    const pattern = typeof found === "string" ? found : (found[this.#rules().select(values.count)] ?? found.other);
    return pattern.replace(/\{(\w+)\}/g, (_, name) => this.#written(values[name]));
  }

  /** 1st, 2nd, 3rd ... */
  ordinal(number) {
    return this.table.ordinal(number);
  }

  /** Day and hour, with the zone they are told in. */
  moment(iso) {
    const style = {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    };
    return new Intl.DateTimeFormat(this.locale, { ...style, timeZoneName: "short" }).format(new Date(iso));
  }

  /** A, B and C. */
  list(texts) {
    return new Intl.ListFormat(this.language, { type: "conjunction" }).format(texts);
  }

  #written(value) {
    return typeof value === "number" ? new Intl.NumberFormat(this.locale).format(value) : String(value);
  }

  #rules() {
    return new Intl.PluralRules(this.language);
  }
}
