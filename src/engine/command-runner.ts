// Carries out the commands to one source. Each is answered once, whatever happens: nobody on the page may wait for
// ever. What could be known is told apart from what nobody knows.
import type { CommandOrder, Credentials, Request, SystemRuntime } from '../protocols/protocol'
import { isUnanswered, wordsOf } from '../protocols/request-error'
import { linkTexts } from '../texts/link'
import type { ExecutionResult } from './port'

export interface CommandRunnerOptions {
  execute: SystemRuntime['execute']
  /** Asks the backend with good credentials. */
  ask: <Answer>(
    read: (request: Request, credentials: Credentials | null) => Promise<Answer>,
  ) => Promise<Answer>
  onResult: (number: number, result: ExecutionResult) => void
}

export class CommandRunner {
  readonly #underWay = new Set<number>()

  constructor(private readonly options: CommandRunnerOptions) {}

  async run(number: number, order: CommandOrder): Promise<void> {
    this.#underWay.add(number)
    this.#settle(number, await this.#carryOut(order))
  }

  /** Whoever still waits learns that no answer will come. */
  stop(): void {
    for (const number of this.#underWay) {
      this.#settle(number, { status: 'unanswered', text: linkTexts.notWatched })
    }
  }

  #settle(number: number, result: ExecutionResult): void {
    if (this.#underWay.delete(number)) this.options.onResult(number, result)
  }

  async #carryOut(order: CommandOrder): Promise<ExecutionResult> {
    const { execute, ask } = this.options
    if (!execute) return { status: 'refused', text: linkTexts.noCommands }
    /** What the command itself failed with; a sign-in that fails before or after it leaves it undone. */
    let own: unknown = null
    try {
      const { accepted, text } = await ask(async (request, credentials) => {
        try {
          return await execute(request, credentials, order)
        } catch (error) {
          own = error
          throw error
        }
      })
      return { status: accepted ? 'done' : 'refused', text }
    } catch (error) {
      const text = wordsOf(error)
      if (error !== own) return { status: 'refused', text: linkTexts.notCarriedOut(text) }
      return { status: isUnanswered(error) ? 'unanswered' : 'refused', text }
    }
  }
}
