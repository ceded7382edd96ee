import { setAriaStrings, setKeyboardDragTrigger } from 'svelte-dnd-action'
import { m } from '#lib/paraglide/messages.js'

/** Lets the library of dragging speak the reader's language. */
export function speakOfDragging(): void {
  setKeyboardDragTrigger('space_or_enter')
  setAriaStrings({
    dragStarted: ({ itemLabel, zoneLabel }) => m.board_drag_started({ card: itemLabel, column: zoneLabel }),
    movedToPosition: ({ itemLabel, zoneLabel, position }) =>
      m.board_drag_position({ card: itemLabel, column: zoneLabel, position: String(position) }),
    movedToZoneEnd: ({ itemLabel, zoneLabel }) => m.board_drag_moved({ card: itemLabel, column: zoneLabel }),
    movedToZoneStart: ({ itemLabel, zoneLabel }) =>
      m.board_drag_moved({ card: itemLabel, column: zoneLabel }),
    dropped: ({ itemLabel, zoneLabel }) => m.board_drag_dropped({ card: itemLabel, column: zoneLabel }),
    zoneActiveInstruction: m.board_drag_instruction(),
    zoneDragDisabledInstruction: m.board_drag_disabled(),
  })
}
