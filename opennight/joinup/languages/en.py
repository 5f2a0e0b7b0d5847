"""English."""

SMALL = """
a about after again all also am an and any are around as at away be because been before being between both
bring but by can could did do does doing done down each either else etc even ever every few first for from
get gets getting give go going good great had has have having he her here him his hope how i if in into is
it its just keep know last least less let like lot lots love made make makes making many may maybe me might
mine more most much must my near need needed needs never new next no nor not nothing now of off on once one
only or other others our out over own people perhaps please put really same see set shall she should show so
some someone something soon still such take than that the their them then there these they thing things
think this those though through to together too under until up upon us use used using very want wanted wants
was way we well were what when where whether which while who whom whose why will wish with without would yes
yet you your i'd i'll i'm i've it's let's we're we've we'd we'll don't doesn't didn't can't cannot won't
isn't aren't there's that's what's who's they're you're anybody anyone everybody everyone somebody nobody
wanting looking look s t d ll re ve m lend lending borrow offer offers spare available free happy able
"""
LETTERS = ""
ENDINGS = "'s s | ings ing iness edly ed ers er ors or ions ion ly e"
NEEDS = r"""
(?<!n't )(?<!not )need(s|ed)?|lack(s|ing)?|missing|short of|looking for|searching for|(do|does)(n't| not) have
have no|has no|no|nobody|without|who (has|can|knows)
can (any|some)(one|body)|wanted|wants?|could (use|do with)|wish
"""
HAVES = r"""
(?<!n't )(?<!not )(?<!who )(?<!to )(?<!should )(?<!will )(?<!could )(have|has|'ve)( got)?(?! (no|to|not)\b)
(?<!who )(?<!nobody )(can|could) (offer|lend|give|share|teach|help|bring|provide|host|drive|bake|cook)
(?<!who )(?<!nobody )can (mend|translate|fix|design|print|sew|show|write|build|repair)
offer(s|ing)?|to (spare|lend|share)|to give away|giving away|going spare
there('s| is| are)(?! no\b)|available|happy to|owns|free (on|to|in|at)
"""
THINGS = """
land: land plot plots field ground acre allotment meadow yard
room: room hall space venue premises studio workshop loft basement
kitchen: kitchen oven stove canteen
storage: storage store shed garage container warehouse shelf
plants: seeds seedlings plants garden saplings trees gardener compost soil greenhouse
tools: tools drill ladder saw hammer spade mower wheelbarrow toolbox
vehicle: van car lorry truck minibus trailer lift driver
bicycle: bicycle bike bikes cargo-bike cyclist
money: money grant fund funding funds sponsor budget donation loan pounds
hands: hands hours volunteers volunteer helpers helper muscle people-power stewards
teaching: teacher teach lessons tutor tutoring coach trainer course classes homework mentor
translation: translator translate interpreter translation interpreting bilingual
computer: computer laptop laptops tablet programmer coder developer software IT
website: website web site webmaster homepage
print: printer printing print leaflets posters flyers
film: camera film photographer photos video filmmaker
music: musician guitar piano band choir singer drums musicians
sound: speakers microphone amplifier pa sound mixer
furniture: chairs tables benches sofa desks furniture
tent: tent gazebo marquee shelter
food: food vegetables fruit bread soup apples groceries surplus
cooking: cook chef baker cooking baking
clothes: clothes sewing fabric coats tailor seamstress wool knitting
books: books library bookshelf novels
toys: toys games pram playthings
childcare: childcare babysitter crèche nursery childminder babysitting
law: lawyer solicitor legal barrister
accounts: accountant bookkeeper bookkeeping treasurer accounts accounting
writing: writer editor application copywriter proofreader
design: designer logo design illustrator artist
building: carpenter builder joiner bricklayer plumber electrician
wood: wood timber planks pallets boards
paint: paint painter brushes decorator
water: water rainwater butt tank hose
energy: solar panels energy electricity generator battery
sport: football pitch gym coach sports yoga
health: nurse doctor first-aider first-aid medic therapist
publicity: publicity newsletter journalist radio newspaper reporter
internet: wifi internet broadband router
animals: dog dogs chickens bees hives vet
advice: advice adviser counsellor expert
"""
