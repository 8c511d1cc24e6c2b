// A locale that the browser can write in. A tag that is none must not keep a chart from being drawn.

/** The locale itself; `undefined`, the browser's own, where its tag is malformed (BCP 47). */
export function knownLocale(locale: string | undefined): string | undefined {
  try {
    Intl.getCanonicalLocales(locale)
    return locale
  } catch {
    return undefined
  }
}
