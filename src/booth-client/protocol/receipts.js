// The signed receipt: the server's word that a ballot is on the board, to be held against it should it go missing.
//
// It proves that whoever holds the receipt key said so. It does not prove that the ballot is still there: that is what
// the ballot list is for.

import { ed25519 } from "@noble/curves/ed25519.js";
import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** The text that is signed, as hustings_site.booth.receipts has it. */
export function signedText({ poll, tracker, position, head }) {
  return `hustings-receipt|${poll}|${tracker}|${position}|${head}`;
}

/** Whether the receipt names this poll and this ballot, and the holder of the key (hexadecimal) signed it. */
export function receiptHolds(receipt, { poll, tracker, key }) {
  if (receipt?.poll !== poll || receipt.tracker !== tracker) return false;
  try {
    return ed25519.verify(hexToBytes(receipt.signature), utf8ToBytes(signedText(receipt)), hexToBytes(key), {
      zip215: false,
    });
  } catch {
    return false;
  }
}
