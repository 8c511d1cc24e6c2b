// Vitest's Playwright provider on the browser that was found. The search waits until a page is opened,
// for the same config serves `npm start`, the build and the unit tests, which need no browser.
import { playwright, type PlaywrightProviderOptions } from '@vitest/browser-playwright'
import { findBrowser, launchOptions } from '../browser-finder.ts'

export function foundBrowser(): ReturnType<typeof playwright> {
  const options: PlaywrightProviderOptions = {}
  const stock = playwright(options)
  return {
    ...stock,
    providerFactory(project) {
      const provider = stock.providerFactory(project)
      const openPage = provider.openPage.bind(provider)
      provider.openPage = async (...parameters) => {
        options.launchOptions ??= launchOptions(await findBrowser())
        return openPage(...parameters)
      }
      return provider
    },
  }
}
