// What a NewLoom source can be told besides its address, and how the rest of the system reads it.
import type { FormField, SourceConfig } from '../../protocol'
import { idOf } from '../../wire'
import { texts } from './texts'

/** What the document describes, or what the running server speaks (PROTOCOLS.md, field notes). */
export type Dialect = 'documented' | 'deployed'

/** Where its REST paths begin: the documented place first. */
export const API_PREFIXES = ['/api/v1', '/api'] as const
export type ApiPrefix = (typeof API_PREFIXES)[number]

const words = texts.options

export const options: readonly FormField[] = [
  {
    key: 'dialect',
    label: words.dialect,
    type: 'choice',
    required: false,
    choices: [
      { value: 'auto', label: words.auto },
      { value: 'documented', label: words.documented },
      { value: 'deployed', label: words.deployed },
    ],
    hint: words.dialectHint,
  },
  {
    key: 'api',
    label: words.api,
    type: 'choice',
    required: false,
    choices: [
      { value: 'auto', label: words.auto },
      ...API_PREFIXES.map((prefix) => ({ value: prefix, label: prefix })),
    ],
    hint: words.apiHint,
  },
  { key: 'chat', label: words.chat, type: 'number', required: false, hint: words.chatHint },
]

/** `null` where it is to be found out. */
export function dialectOf({ options: given }: SourceConfig): Dialect | null {
  const dialect = given['dialect']
  return dialect === 'documented' || dialect === 'deployed' ? dialect : null
}

/** `null` where it is to be found out. */
export function prefixOf({ options: given }: SourceConfig): ApiPrefix | null {
  return API_PREFIXES.find((prefix) => prefix === given['api']) ?? null
}

/** The id of the chat to write to first; `null` where the server is to open one. */
export function chatOf({ options: given }: SourceConfig): string | null {
  const chat = given['chat']
  return idOf(typeof chat === 'string' ? chat.trim() : chat)
}
