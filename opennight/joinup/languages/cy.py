"""Welsh. Words that begin otherwise after others (tir, dir, thir, nhir) are made one by `tongues`."""

SMALL = """
a ac am ar arall arnaf arnom angen at beth bod bu bydd byddai byddwn byth cael chi chwilio cyn da dan dim
dod dros drwy dw dylai dylem dylen ddim ei eich ein eisiau er eu ewch fe fel fi fo fod fwy fy fydd ga gael
gan ganddo ganddi gallai gallwn gallu gall gen gennyf gennym gennyn ges gyda gydag hefyd heb hi hoffai
hoffwn hoffem hon hwn hyd hyn hynny i iawn iddo im ein'r lle llawer mae maen mewn mi mwy na nac naill nawr
ni nid o oedd oes ond os pan pawb pobl po pwy roi rhai rhoi rhyw rwy rydw rydym rydyn'r rydyn sy sydd syn
sut ti tra trwy tua un unrhyw wedi wrth wyf y ychydig ym yma yn yna yno yr ydw ydy ydym ydyn yw cynnig r n
th nhw roeddwn eto rhaid unwaith ers ynghyd galla i'w o'r i'r a'r gynnig sbâr rywun fenthyg fenthyca
weld gweld
"""
LETTERS = "ŵŷ"
ENDINGS = "iadau iaeth wyr iau oedd aeth au on od i wr"
NEEDS = r"""
angen|(yn )?chwilio am|eisiau|heb|oes gan (rywun|unrhyw)|does gen\w*|pwy (sydd|all)|prin o
"""
HAVES = r"""
mae (gen|gan|gyda)\w*|(yn )?[cg]ynnig|ar gael|gallwn|galla i|sbâr|gallaf|i'w (fenthyg|roi)
"""
THINGS = """
land: tir llain lleiniau cae maes daear rhandir
room: ystafell neuadd lle gofod gweithdy stiwdio
kitchen: cegin popty ffwrn
storage: storfa sied garej cynhwysydd
plants: hadau planhigion gardd coed garddwr compost pridd
tools: offer dril ysgol llif morthwyl rhaw
vehicle: fan car lori bws trelar gyrrwr
bicycle: beic beiciau
money: arian grant cyllid nawdd rhodd benthyciad
hands: dwylo gwirfoddolwyr gwirfoddolwr helpwyr
teaching: athro athrawes gwersi tiwtor dysgu cwrs
translation: cyfieithydd cyfieithu cyfieithiad
computer: cyfrifiadur cyfrifiaduron gliniadur gliniaduron rhaglennydd
website: gwefan
print: argraffydd argraffu posteri taflenni
film: camera ffilm ffotograffydd lluniau fideo
music: cerddor gitâr piano band côr canwr cerddorion
sound: seinyddion meicroffon uchelseinydd
furniture: cadeiriau byrddau meinciau soffa dodrefn
tent: pabell pebyll
food: bwyd llysiau ffrwythau bara cawl afalau
cooking: cogydd pobydd coginio pobi
clothes: dillad gwnïo brethyn cotiau gwlân
books: llyfrau llyfrgell nofelau
toys: teganau gemau
childcare: gofal gwarchod meithrinfa
law: cyfreithiwr cyfreithiol
accounts: cyfrifydd trysorydd cyfrifon
writing: awdur golygydd cais ysgrifennu
design: dylunydd logo dylunio arlunydd
building: saer adeiladwr plymwr trydanwr
wood: pren coed planciau paledi
paint: paent peintiwr brwshys
water: dŵr casgen pibell
energy: solar paneli ynni trydan
sport: pêl-droed campfa ioga chwaraeon
health: nyrs meddyg
publicity: papur newyddiadurwr radio cylchlythyr
internet: wifi rhyngrwyd
animals: ci cŵn ieir gwenyn milfeddyg
advice: cyngor cynghorydd arbenigwr
"""
