"""Polish."""

SMALL = """
a aby albo ale ani bardzo bez bo brakuje by być był była było były chcą chce chcemy chcę chciałabym
chciałbym chcielibyśmy ci co coś czy czyli dla do dobrze gdy gdzie go i ich ile im inne inny innych ja jak
jaki jako je jego jej jest jestem jesteśmy jeszcze jeśli już każdy kiedy kogoś kto która które którego
której który których lub ludzi ma mają mam mamy mi mnie mną może możemy mogę mogą można musimy my na nad nam
nami nas nasz nasza nasze naszej naszego naszych nie niech nic nich nim niż no o od on ona one oni oraz po
pod ponad poszukuję poszukujemy potrzeba potrzebna potrzebne potrzebny potrzebni potrzebuje potrzebujemy
potrzebuję powinien powinna powinno powinniśmy przed przez przy są się skąd swój swoje szukam szukamy ta tak
także tam te tego tej ten też to tu tylko tym tych u w wam wasz we więcej więc wiele wszyscy wszystkie
wszystkich wszystko z za ze że żeby oferuję oferujemy wolny wolne pożyczę pożyczymy oddam oddamy
zobaczyć widzieć
"""
LETTERS = "łąężźśćń"
ENDINGS = """
owania owanie owaniu ownia owni owych owego owej owym owa owe owy iami ami iach ach iom om iow ow ego emu em
ej ymi imi ych ich ym im ia ie iu a e i o u y
"""
NEEDS = r"""
potrzeb(uję|ujemy|uje|ują|a|ne|ny|na|ni)|szuka(m|my)|poszuku(ję|jemy)|brakuje|brak|kto (ma|może|umie)|nie mamy
nie mam|bez
"""
HAVES = r"""
(?<!nie )(?<!kto )ma(m|my|ją)?|ofer(uję|ujemy)|pożycz(ę|ymy)
odd(am|amy)|(?<!nie )(mogę|możemy)|(?<!nie )(jest|są)
do (oddania|pożyczenia)|dostępn[aey]|posiadamy
"""
THINGS = """
land: ziemia ziemi działka działki działkę grunt pole teren
room: sala salę pokój lokal miejsce przestrzeń pracownia warsztat piwnica strych
kitchen: kuchnia kuchni kuchnię piekarnik piec
storage: magazyn szopa garaż kontener schowek półka
plants: nasiona sadzonki rośliny ogród ogrodu drzewa ogrodnik kompost szklarnia
tools: narzędzia narzędzi wiertarka wiertarkę drabina drabinę piła młotek łopata kosiarka kosiarkę taczka
vehicle: samochód furgonetka furgonetkę ciężarówka bus przyczepa przyczepę kierowca kierowcy auto
bicycle: rower rowery rowerów roweru
money: pieniądze pieniędzy dotacja dotacji fundusze darowizna pożyczka sponsor budżet
hands: ręce rąk wolontariusze wolontariuszy wolontariusz pomocnicy ochotnicy
teaching: nauczyciel nauczyciela lekcje lekcji korepetycje korepetytor kurs zajęcia uczyć
translation: tłumacz tłumacza tłumaczka tłumaczyć tłumaczenie tłumaczenia
computer: komputer komputery komputerów laptop laptopy laptopów programista
website: strona strony internetowa internetowej witryna
print: drukarka drukarkę drukować drukarnia ulotki plakaty
film: kamera kamerę film fotograf fotografa zdjęcia aparat
music: muzyk muzycy gitara pianino zespół chór perkusja
sound: głośniki głośników mikrofon mikrofonu wzmacniacz nagłośnienie
furniture: krzesła krzeseł stoły stołów ławki kanapa meble mebli
tent: namiot namiotu pawilon
food: jedzenie warzywa owoce chleb zupa jabłka żywność
cooking: kucharz kucharza kucharka piekarz gotować
clothes: ubrania ubrań szycie tkanina kurtki krawcowa krawcowej wełna
books: książki książek biblioteka powieści
toys: zabawki zabawek gry wózek
childcare: opieka opiekunka opiekunki żłobek niania
law: prawnik prawnika adwokat prawny
accounts: księgowa księgowej księgowy księgowość skarbnik
writing: redaktor pisać wniosek wniosku wnioski pisarz
design: grafik grafika projektant logo
building: stolarz stolarza murarz hydraulik elektryk
wood: drewno drewna deski desek palety
paint: farba farby malarz pędzle
water: woda wody zbiornik wąż deszczówka
energy: panele słoneczne energia prąd prądu generator bateria
sport: piłka boisko siłownia joga sport
health: pielęgniarka pielęgniarki lekarz ratownik
publicity: gazeta gazety dziennikarz radio prasa biuletyn
internet: wifi internet router
animals: pies psy psa kury pszczoły ule weterynarz
advice: rada porada porady doradca ekspert
"""
