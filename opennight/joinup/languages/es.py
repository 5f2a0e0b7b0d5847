"""Spanish."""

SMALL = """
a al algo alguien algún alguna algunas algunos ante antes aquí así aún aunque bien busca buscamos busco cada
como con contra cual cuando de debe debemos debería deberíamos del desde donde dos el él ella ellos en entre
era es esa esas ese eso esos esta está están estas este esto estos falta faltan fue gente gusta gustaría ha
hace hacer hacia han has hasta hay he la las le les lo los más me mi mis mucho muchos muy nada ni no nos
nosotros nuestra nuestras nuestro nuestros o ofrece ofrecemos ofrezco os otra otras otro otros para pero
poco podemos poder podría por porque puede pueden puedo que qué queremos quien quién quiero se sea ser si sí
sin sobre somos son soy su sus también tan tanto te tener tenemos tengo tiene tienen toda todas todo todos
tu tú un una unas uno unos vamos y ya yo necesita necesitamos necesitan necesito prestamos presto libre
disponible sobra sobran
ver ser
"""
LETTERS = "ñ¿¡"
ENDINGS = """
aciones acion amientos amiento adores adoras ador adora mente idades idad icos icas ico ica ando iendo ar er
ir os as es a o e s
"""
NEEDS = r"""
necesit(o|a|an|amos)|busc(o|a|an|amos)|(nos |me )?faltan?|hace falta|quién (tiene|puede|sabe)|sin|ningun[oa]?
no (tenemos|tengo|hay|tiene)
"""
HAVES = r"""
(?<!no )(ten(go|emos)|tienen?|hay|puedo|podemos)|ofre(zco|ce|cemos)|prest(o|amos)|regal(o|amos)|disponibles?
sobran?|para (prestar|regalar)
"""
THINGS = """
land: tierra terreno parcela parcelas huerto campo solar finca
room: sala salón local espacio taller sótano desván estudio
kitchen: cocina horno
storage: almacén trastero garaje cobertizo estantería contenedor
plants: semillas plantas plantones jardín árboles jardinero compost invernadero
tools: herramientas taladro escalera sierra martillo pala cortacésped carretilla
vehicle: furgoneta coche camión minibús remolque conductor
bicycle: bicicleta bicicletas bici bicis
money: dinero subvención fondos financiación donación préstamo euros presupuesto
hands: manos voluntarios voluntarias voluntario ayudantes brazos
teaching: profesor profesora clases lecciones tutor enseñar maestro deberes refuerzo
translation: traductor traductora traducir intérprete traducción
computer: ordenador ordenadores portátil portátiles informático programador software
website: página web sitio
print: impresora imprimir imprenta carteles folletos
film: cámara película fotógrafo fotos vídeo fotógrafa
music: músico músicos guitarra piano banda coro cantante batería
sound: altavoces micrófono amplificador megafonía
furniture: sillas mesas bancos sofá muebles
tent: carpa tienda toldo
food: comida verduras fruta pan sopa manzanas alimentos
cooking: cocinero cocinera panadero chef
clothes: ropa costura tela abrigos modista lana coser
books: libros biblioteca novelas
toys: juguetes juegos cochecito
childcare: guardería canguro niñera
law: abogado abogada jurídico legal
accounts: contable contabilidad tesorero tesorera
writing: redactor redactar solicitud escritora
design: diseñador diseñadora logotipo logo dibujante
building: carpintero albañil fontanero electricista
wood: madera tablas palés
paint: pintura pintor pinceles
water: agua depósito manguera
energy: solares paneles energía electricidad generador batería
sport: fútbol gimnasio cancha yoga deporte
health: enfermera médico socorrista médica enfermero
publicity: periódico periodista radio prensa boletín
internet: wifi internet router
animals: perro perros gallinas abejas colmenas veterinario
advice: consejo asesoramiento asesora experto
"""
