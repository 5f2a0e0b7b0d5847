"""French."""

SMALL = """
a à ai aimerais aimerait ainsi alors après au aucun aussi autre autres aux avec avant avez avoir avons
beaucoup besoin bien c ça car ce cela ces cet cette chaque cherche cherchent cherchons chez ci comme comment
d dans de des depuis deux devrait devrions doit donc donner dont du elle elles en encore entre es est et
être eu eux faire fait faut gens il ils j je l la là le les leur leurs lui m ma mais manque me même mes moi
moins mon n ne nos notre nous on ont ou où par pas personne peu peut peuvent plus pour pouvoir pouvons
prêter propose proposons qu quand que quel quelle quelqu qui quoi rien s sa sans se sera ses si son sont
sous sur t ta te tes toi ton tous tout toute toutes très trop tu un une vers voici voudrais voudrions vos
votre vous voulons y manquons offre offrons souhaite souhaitons aurait disponible libre prêtons prête
quelqu'un qu'il c'est d'un d'une j'ai l'on
voir j'aimerais j'aimerait
"""
LETTERS = "çèêœûîâù"
ENDINGS = """
issements issement ations ation ements ement euses euse eaux eau eurs eur iques ique ives ive aux al ees ee
es er ez e s x
"""
NEEDS = r"""
besoins?|cherch(e|ent|ons)|manqu(e|ent|ons)|il (nous |me )?faut|recherch(e|ons)|qui (a|peut|sait)|pas (d[e'’])
sans|aucune?
"""
HAVES = r"""
(avons|ai|ont|(?<=elle )a|(?<=il )a|(?<=on )a)(?! (pas|besoin|aucun))|(propos|offr|prêt|donn)(e|ons|er)
disponibles?|il y a|à (donner|prêter)|(peux|pouvons|dispos(e|ons)|possèd(e|ons))
"""
THINGS = """
land: terrain terre parcelle parcelles champ pré sol
room: salle local locaux espace lieu atelier grenier cave studio
kitchen: cuisine four cuisinière
storage: stockage remise garage hangar étagère cabane
plants: graines semences plants plantes jardin arbres jardinier compost terreau serre
tools: outils outil perceuse échelle scie marteau bêche tondeuse brouette
vehicle: camionnette voiture camion fourgon minibus remorque chauffeur conducteur
bicycle: vélo vélos bicyclette vélo-cargo
money: argent subvention fonds financement don dons prêt euros budget
hands: bras bénévoles bénévole volontaires aides
teaching: professeur cours leçons enseignant tuteur soutien devoirs enseigner formateur
translation: traducteur traduire interprète traduction traductrice
computer: ordinateur ordinateurs portable informaticien logiciel tablette
website: site web internet webmestre
print: imprimante imprimer imprimerie affiches tracts
film: caméra film photographe photos vidéo appareil
music: musicien guitare piano groupe chorale chanteur musiciens batterie
sound: enceintes micro amplificateur sono
furniture: chaises tables bancs canapé meubles bureaux
tent: tente barnum chapiteau tonnelle
food: nourriture légumes fruits pain soupe pommes invendus
cooking: cuisinier chef boulanger cuisinière
clothes: vêtements couture tissu machine manteaux couturière laine
books: livres bibliothèque romans
toys: jouets jeux poussette
childcare: garde crèche nounou baby-sitter
law: avocat avocate juriste juridique
accounts: comptable comptabilité trésorier trésorière
writing: rédacteur rédiger dossier rédactrice écrivain
design: graphiste logo dessin illustratrice
building: menuisier maçon plombier électricien charpentier
wood: bois planches palettes
paint: peinture peintre pinceaux
water: eau cuve tuyau citerne
energy: solaire panneaux énergie électricité générateur batterie
sport: football gymnase terrain yoga sport
health: infirmière médecin secouriste infirmier
publicity: journal journaliste radio presse bulletin
internet: wifi internet routeur
animals: chien chiens poules abeilles ruches vétérinaire
advice: conseil conseils conseiller experte
"""
