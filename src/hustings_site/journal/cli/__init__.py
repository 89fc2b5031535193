"""Commands of this room, registered under the entry points `hustings.commands`."""
