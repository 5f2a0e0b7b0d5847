// One recording of sound or film, from the moment that the browser is asked for it.

const TYPES = {
  // Those that play everywhere come first; the server makes the others so.
  sound: ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"],
  film: ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/webm;codecs=vp8,opus", "video/webm"],
};
const VOICE = 64_000; // bits a second
const PICTURE = 1_500_000;
const FILLED = 0.9; // of the bytes that a clip may have

// Pages on plain http get neither.
export const isAble = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Ask for the microphone, and for the camera on this side ("environment": the back). Throws what the browser says.
export function devices(kind, side) {
  const video = kind === "film" && { facingMode: side, width: { ideal: 1280 }, height: { ideal: 720 } };
  return navigator.mediaDevices.getUserMedia({ audio: true, video });
}

export const close = (stream) => stream?.getTracks().forEach((track) => track.stop());

const endingOf = (type) => (type.includes("mp4") ? "mp4" : type.includes("ogg") ? "ogg" : "webm");

// Records until `stop` is called, or there are `seconds` or `bytes` of it. `done` gets the file.
export function record(stream, kind, { seconds, bytes }, done) {
  const mimeType = TYPES[kind].find((type) => MediaRecorder.isTypeSupported(type));
  const videoBitsPerSecond = Math.min(PICTURE, (FILLED * bytes * 8) / seconds - VOICE);
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond, audioBitsPerSecond: VOICE });
  const pieces = [];
  const stop = () => recorder.state === "inactive" || recorder.stop();
  recorder.ondataavailable = ({ data }) => {
    pieces.push(data);
    if (pieces.reduce((sum, piece) => sum + piece.size, 0) > bytes - 250_000) stop();
  };
  recorder.onstop = () => {
    const type = (recorder.mimeType || mimeType || "").split(";")[0];
    done(new File(pieces, `recording.${endingOf(type)}`, { type }));
  };
  for (const track of stream.getTracks()) track.onended = stop; // a call comes in, or the plug is pulled
  recorder.start(1_000);
  return stop;
}
