// What is said about `watchdeck.json`: what each key should hold.

export const configurationTexts = {
  wholeFile: 'watchdeck.json',
  json: 'a JSON file',
  version: 'the number 1',
  sources: 'a list of sources',
  id: 'up to 64 small letters, digits and hyphens',
  uniqueId: 'an id that no other source has',
  system: (known: string) => `one of: ${known}`,
  text: 'a text',
  url: 'an address that begins with http:// or https://',
  path: 'a path on this page’s own origin, such as /sign-in',
  option: 'a text, a number, true or false',
  auth: 'a method to sign in with',
  address: 'proxy or url: where the backend is',
  secure: 'https, so that nobody on the way can read along',
  notFound: 'a watchdeck.json beside the page',
  unreachable: 'no answer',
  status: (status: number) => `status ${status}`,
} as const
