// The page of clips: what is sent from it waits in line, is shown there, and goes on from where it was.
import { startForm } from "./clips/form.js";
import { startList } from "./clips/list.js";
import { startRecorder } from "./clips/recorder.js";
import { startSender } from "./clips/sender.js";

startForm();
startRecorder();
startList();
startSender();
