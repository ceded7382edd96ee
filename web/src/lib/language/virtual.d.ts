declare module 'virtual:georgian' {
  import type { GeorgianWords } from '../../../vite.georgian.ts'

  const words: GeorgianWords
  export default words
}
