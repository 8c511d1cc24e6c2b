// Numbers the questions that are asked of backends only when somebody wants to know: an answer carries its question's
// number, so no two stores may give the same one.
import { defineStore } from 'pinia'

export const useLookupNumbers = defineStore('lookup-numbers', () => {
  let last = 0

  return { next: () => ++last }
})
