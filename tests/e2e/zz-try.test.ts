import { accessibilityProblems, expect, test } from './fixture.ts'
import { writeFileSync } from 'node:fs'
test('deck', async ({ deck, page, consoleProblems }) => {
  await page.goto(deck.url)
  await expect(page.getByText('Hello')).toBeVisible()
  await expect.poll(() => consoleProblems.length).toBeGreaterThan(2)
  console.log(consoleProblems)
  console.log(await accessibilityProblems(page, 'light'))
  console.log(await deck.demo())
  await deck.fault({ system: '*', fault: 'mute', seconds: 30 })
  console.log(JSON.stringify(await deck.demo('/faults')).slice(0, 200))
  const pid = await deck.killDemo()
  await expect.poll(async () => (await deck.demo().catch(() => undefined))?.pid ?? pid).not.toBe(pid)
})
test('again', async ({ deck, page }) => {
  await deck.fault({ system: '*', fault: 'mute', seconds: 30 })
  await deck.killDemo()
})
test('own', async ({ deck, startDeck, startDemo }) => {
  const demo = await startDemo()
  const other = await startDeck({ configuration: { version: 1, sources: [{ id: 'a', system: 'webmacs', label: 'A', proxy: demo.url, options: {} }] } })
  console.log(await (await fetch(other.url + '/watchdeck.json')).text(), other.url, deck.url)
  console.log((await fetch(other.url + '/sources/a/health')).status)
  await demo.stop()
  console.log((await fetch(other.url + '/sources/a/health')).status)
  const again = await startDemo(Number(new URL(demo.url).port))
  console.log((await fetch(other.url + '/sources/a/health')).status, again.url)
})
