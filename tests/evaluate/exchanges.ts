/** A few exchanges as textbooks tell them; nobody in particular. */
export const SMALL_TABLE = `waste,ewc,donor_sector,donor_nace,use,receiver_sector,receiver_nace
Fly ash,100102,Coal-fired power plant,3511,Raw material,Cement plant,2351
Gypsum,100105,Coal-fired power plant,3511,Raw material,Plasterboard factory,2362
Sulphur dioxide,,Copper smelter,2444,,Sulphuric acid plant,2013
Residue,020704,Brewery,1105,,Feed mill,1091
Molasses,,Sugar factory,1081,,Yeast plant,
Black liquor,030399,Pulp mill,1711,,Alkali recovery,
Coke-oven gas,,Coking plant,1910,Gas for synthesis,Methanol plant,2014
ELT,160103,Car repair shop,9531,Fuel,Cement kiln,2351
Cullet,191205,Glazier,4334,,Container glass works,2313
OCC,150101,Supermarket,4711,,Board mill,1712
GGBS,,Slag powder plant,,,Concrete mixing plant,
UCO,,,,,Biodiesel plant,
DDGS,,,,,Dairy farm,
Pyrite cinder,,Sulphuric acid plant,2013,,Sintering plant,
Consignment 12,020106,,,,Biogas plant,
Electric arc furnace dust,100207,Steel works,2410,,Zinc works,2443
Grape seed,,Winery,1102,Oil for cosmetics,Grape seed oil maker,
Wine lees,,Winery,1102,Tartaric acid,Food additive company,
`
