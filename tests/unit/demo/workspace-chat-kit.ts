// The demo's chat on a clock that only the test moves, and people who come in.

import { workspaceChat } from '../../../demo/systems/workspace-chat'
import { startDemo, type Client } from './kit'
import { textOf } from './wire'

export async function startChat() {
  const demo = await startDemo({}, [workspaceChat])
  const knock = (username: string) =>
    demo.socket(`/workspace-chat/ws?username=${encodeURIComponent(username)}`)

  /** Somebody who was greeted by the documented server. */
  async function enter(username: string): Promise<Client> {
    const client = knock(username)
    await client.next()
    return client
  }

  const signIn = (username: string, password = 'watchdeck') =>
    demo.rest('POST', '/workspace-chat/v2/api/auth/login', { body: { username, password } })

  /** Somebody whom the newer server has let in, before it says anything else. */
  async function enterNewer(username: string): Promise<Client> {
    const token = textOf((await signIn(username)).body, 'token')
    const client = demo.socket('/workspace-chat/v2/ws')
    await client.opened
    client.send({ type: 'auth', token })
    await client.next()
    return client
  }

  const messages = async (query = '') => (await demo.rest('GET', `/workspace-chat/api/messages${query}`)).body
  const fault = (name: string, fields = {}) =>
    demo.rest('POST', '/demo/faults', { body: { system: 'workspace-chat', fault: name, ...fields } })
  return { ...demo, knock, enter, signIn, enterNewer, messages, fault }
}

/** The types of the next frames. */
export async function typesOf(client: Client, count: number): Promise<(string | undefined)[]> {
  const types: (string | undefined)[] = []
  while (types.length < count) types.push(textOf(await client.next(), 'type'))
  return types
}
