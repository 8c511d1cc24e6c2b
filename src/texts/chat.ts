// What the stores of chats say by themselves.

export const chatTexts = {
  conversation: (id: string) => `Conversation ${id}`,
  older: {
    keepsNoMore: (count: string) => `This page keeps the newest ${count} messages of a conversation.`,
    noneCame: 'The backend gives no older ones.',
  },
} as const
