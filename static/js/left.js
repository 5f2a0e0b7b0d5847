// Whoever has left leaves nothing behind, not what they have recorded either.
import { forgetAll } from "./clips/waiting.js";

forgetAll();
