// Signing in by hand, and everything in which what was typed must not be found again (rules C3, C7).
import type { Locator, Page } from '@playwright/test'
import { sourceOf } from './parts.ts'

/** @param label of the source, where there may be several */
export function signInDialogOf(page: Page, label = ''): Locator {
  return page.getByRole('dialog', { name: new RegExp(`^Sign in to ${label}`) })
}

/** Fills in what the dialog asks for, by the names of its fields. */
export async function signIn(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  const dialog = signInDialogOf(page)
  for (const [name, text] of Object.entries(typed)) await dialog.getByRole('textbox', { name }).fill(text)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
}

/** Opens the dialog on Connections, and signs in. */
export async function signInByHand(
  page: Page,
  source: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  await sourceOf(page, source).getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, typed)
  await signInDialogOf(page).waitFor({ state: 'hidden' })
}

/** The page as it is, its address, and what the browser keeps of it beyond the session, as one text. */
export async function everythingShown(page: Page): Promise<string> {
  const shown = await page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input')].map(({ value }) => value),
      document.title,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify(Object.entries(localStorage)),
      document.cookie,
    ].join('\n'),
  )
  return `${shown}\n${await everythingArchived(page)}`
}

/** What is in IndexedDB, bytes as the letters that they may be. */
async function everythingArchived(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('not read'))
      })
    const asText = (_key: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value)
      return value
    }
    const found: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        found.push(await settled(database.transaction(store).objectStore(store).getAll()))
      }
      database.close()
    }
    return JSON.stringify(found, asText)
  })
}
