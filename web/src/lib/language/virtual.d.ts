declare module 'virtual:georgian' {
  const words: import('../../../vite.georgian.ts').GeorgianWords
  export default words
}
