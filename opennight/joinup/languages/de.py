"""German."""

SMALL = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte
brauche brauchen braucht da damit dann das dass dein deine dem den denn der des dich die dies diese diesem
diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwas euch euer eure
fehlen fehlt für gegen geben gibt haben habe hast hat hatte hätte hier hin ich ihr ihre ihren im in ins ist
ja jede jedem jeden jeder jedes jemand kann kein keine keinen keiner können könnte könnten machen man mehr
mein meine mich mir mit möchte möchten muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr
sein seine sich sie sind so soll sollen sollte sollten suche suchen sucht über um und uns unser unsere
unseren unserer unter viel viele vom von vor war was weil wenn wer werden wie wieder will wir wird wo wollen
wünsche wünschen würde würden zu zum zur zwischen anbieten biete bieten bietet gern gerne leute frei übrig
verleihen verleihe dringend
sehen hören
"""
LETTERS = "äöüß"
ENDINGS = (
    "ungen ung innen in keiten keit heiten heit ischen ische isch lichen liche lich ern em en er es e n s"
)
NEEDS = r"""
brauch(e|en|t)|benötig(e|en|t)|such(e|en|t)|fehl(t|en)|kein(e|en|er)?|wer (hat|kann)|ohne|gesucht|mangelt
"""
HAVES = r"""
hab(e|en)(?! (ich |wir )?kein)|hat(?! kein)|biet(e|en|et)|verleih(e|en|t)|verschenk(e|en)
übrig|es gibt(?! kein)
kann|können|zu (vergeben|verleihen|verschenken)|abzugeben|steht|stehen|besitz(e|en)
"""
THINGS = """
land: land grundstück acker beet beete parzelle wiese fläche boden feld parzellen
room: raum räume saal halle werkstatt platz atelier keller dachboden
kitchen: küche ofen herd backofen
storage: lager schuppen garage container regal
plants: samen saatgut setzlinge pflanzen garten bäume gärtner kompost erde gewächshaus
tools: werkzeug werkzeuge bohrmaschine leiter säge hammer spaten rasenmäher schubkarre
vehicle: auto lieferwagen transporter lastwagen kleinbus anhänger fahrer bus
bicycle: fahrrad fahrräder lastenrad rad räder
money: geld förderung spenden zuschuss budget sponsor darlehen euro
hands: hände helfer freiwillige helferinnen ehrenamtliche mithilfe
teaching: lehrer lehrerin unterricht nachhilfe kurs trainer hausaufgaben unterrichten mentor
translation: übersetzer übersetzen dolmetscher dolmetscherin übersetzung dolmetschen übersetzerin
computer: computer rechner laptop laptops programmierer software
website: webseite website homepage internetseite
print: drucker drucken druckerei flyer plakate
film: kamera film fotograf fotos video fotografin
music: musiker gitarre klavier band chor sänger schlagzeug
sound: lautsprecher mikrofon verstärker tonanlage mischpult
furniture: stühle tische bänke sofa möbel
tent: zelt pavillon zelte
food: essen lebensmittel gemüse obst brot suppe äpfel
cooking: koch köchin bäcker kochen backen
clothes: kleidung nähen stoff nähmaschine jacken schneiderin wolle
books: bücher bibliothek bücherei romane
toys: spielzeug spiele kinderwagen
childcare: kinderbetreuung babysitter tagesmutter kita
law: anwalt anwältin jurist rechtsberatung
accounts: buchhalter buchhaltung kassenwart buchhalterin steuerberater
writing: autorin texter lektor antrag anträge
design: grafiker grafikerin logo gestaltung designer
building: tischler schreiner handwerker klempner elektriker maurer
wood: holz bretter paletten balken
paint: farbe maler pinsel
water: wasser regentonne schlauch regenwasser
energy: solaranlage strom energie generator akku
sport: fussball sportplatz turnhalle yoga sport
health: krankenschwester arzt ärztin sanitäter pfleger
publicity: zeitung journalist radio presse rundbrief
internet: wlan internet router
animals: hund hunde hühner bienen tierarzt
advice: rat beratung berater expertin
"""
