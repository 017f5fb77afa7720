import type { Rules } from './rules.ts';

/** What is not sent in a parcel. */
const NO_GOODS =
  '(?:reembolso|dinero|devoluci|factura|recibo|correo|mensaje|codigo|numero|respuesta|descuento|cupon|notific|confirm|aviso|reintegro|abono|pago|seguimiento|tracking|guia|ticket)';
/** What lies in a parcel beside what was bought. */
const PART =
  '(?:segund|otr[oa]|demas|cargador|cable|manual|regalo|instruccion|control|mando|adaptador|bateria|pilas|tornillo|llave|accesorio|pieza|repuesto|enchufe|obsequio)';

/** Spanish, without accents: beginnings of words; `>` ends a word, `_` lets up to three words pass. */
export const es: Rules = {
  discount:
    'cuanto (?:cuesta|vale|es)>(?! (?:el |la )?(?:envi|domic))|que precio|hacen? precio|a cuanto lo|descuento|cupon|barat[oa](?!_que)|por mayor|mayoreo|ofertas?>|promo|ultimo precio|mejor precio|cuanto menos|codigo promo|precio por|caro(?!_envio)|se puede bajar|iguala|mejorar el precio|bono|seria si llevo|si llevo|empieza la promo|mas barato|precio especial|rebaj|economic|menos precio|bajar el precio|primera compra|llevo varios',
  stock:
    '(?:hay|tien\\p{L}+|manejan|venden)(?: en)? otr[oa]s? (?:color|talla|modelo|medida|diseno)|stock|disponib|agotad|agoto|repon|(?<!me )queda(?:n)?>|quedan|existencias|tienen el>|(?:lo|la|los|las) tien\\p{L}+ en|^¿?tien\\p{L}+ en (?!cuenta)|todavia tienen|lo siguen vendiendo|unidades|volvera|se vendio|reservar|se acaba|no existe|ya no (?:hay|lo venden)|tienen en almacen|llegan mas|no me deja elegir|sin existencia|hay en|vuelven? a>(?! l)|queda algun|mas unidades|(?<!al )almacen|vendio todo|cuando llegan mas|ya no hay|aun venden',
  size: 'mido|mide>|contorno|peso \\d|me quedara|numero de pie|soy \\d+|que numero|zapato|largo>|\\d+ kilos|entre la|cintura|hombros|(?<!no )me queda(?:ra)?_(?:bien|grande|chico)|anillo|suelto|que largo|que ancho|pantalon|anchos|delgado|tiene \\d+ anos|dedos|medida|dimension|cm>|altura|numero_calzo|calzo|talla',
  shipping:
    '(?:desde|de) (?:donde|que (?:pais|ciudad|lugar|almacen))_(?:env|mand|sal|despach)|(?:envia|sale|despacha)\\p{L}* desde>|ya (?:lo )?(?:enviaron|mandaron|salio)|cuando_(?:envia|manda|llega|sale|tendria|despach)|cuanto (?:tarda|demora)(?!_(?:devolv|aduana))|plazo de entrega|tiempo de envio|fecha_entrega|llega antes|lo mandan hoy|para cuando|dias llega|demora|fecha estimada|pendiente de envio|cuando me toca|cuantas semanas|llega(?:ria)?_(?:antes|semana|sabado)|tarda mucho en llegar|ultimo dia|para que lo manden|si lo compro|cuando_(?:salir|saldra|llegara)|en una semana|tardan? en llegar|cuantos dias|llegaria|cuanto tarda|dias habiles|cuando llega',
  tracking: `(?:paquete|pedido|envio)_(?:devuelto|regresa|vuelve)|(?:devuelto|vuelve|regres\\p{L}+) al (?:remitente|vendedor|almacen|origen)|(?:todavia|aun) no (?:me |nos )?(?:ha )?lleg(?:a|o|ado)>(?! (?:el reembolso|el dinero|la factura))|sigo esperando (?:mi|el) (?:paquete|pedido)|perdi(?:o|do)>|extravi|no (?:lo |la )?(?:he |hemos )?recib(?:o|i|ido)>(?! (?:(?:el|la|los|las|una?|mis?|ning\\p{L}+) )?(?:${NO_GOODS}|${PART}))|no se ha movido|seguimiento|rastre|tracking|donde esta_(?:paquete|pedido|envio)|estado de|parado|salio de|por donde|en que parte|guia>|codigo no funciona en|numero de guia|no arroja|sin cambios|transportadora|regresando|debia llegar|sigue en|mismo sitio|sigue_(?:sitio|parado)|no se mueve|informacion de|ubicacion|donde anda|noticias|actualiza|donde va|no (?:me |nos )?(?:ha|han) llegado>(?! (?:el reembolso|el dinero|la factura))|(?:paquete|pedido)_no_(?:lleg|llegado)|no (?:me |nos )?lleg(?:a|o)> (?:el |mi |nuestro )?(?:pedido|paquete|compra)`,
  customs:
    'aduan|arancel|iva>|declarar|declaren|importacion|despacho aduan|tasas|al entrar|cargo extra|como regalo|en despacho|papeles|impuest|frontera|pasaporte|al pais',
  address:
    'codigo postal|me mude|domicilio|numero de piso|telefono|calle|destinatario|a mi trabajo|piso>|direcion|ya no vivo|mi nombre|celular|edificio|casa de mi|piso nuevo|casa anterior|mal escrito|otro numero de|me falto el|numero de (?:la )?casa|direccion|otra direccion|codigo_postal|apartamento|mandenlo al',
  cancel:
    'cancel|anul|cambie de opinion|por error|no lo envien|ya no lo|ya no quiero|pedi dos veces|elimina|borren|den de baja|no (?:me )?(?:lo )?manden>|no lo voy a comprar|no hace falta(?! (?:devol|cambi))|ya lo compro|ya compre|me canse|desist|muy rapido_|no lo quiero|retiren el pedido',
  invoice:
    'factur|recibo|boleta|ticket de|cfdi|nif>|proforma|rfc|comprobante|contabilidad|documento de compra|importe|nombre de mi empresa|razon social|fiscal|a nombre de',
  return:
    'devol(?:ver|verlo|ucion|uciones)|devuelvo|regreso|mandarlo de vuelta|envio de vuelta|de vuelta|no me queda(?! bien)|retorno|regresar|devolver|etiquetas|recogen|no me sirve|no era lo que esperaba|devolucion|retornar|para la devol|lo quiero devolver|a donde lo',
  exchange:
    'cambi(?:o|ar|arlo|os|an)>(?!_(?:direccion|opinion))|canje|cambiar_(?:talla|color|modelo)|otra talla|talla mas|me queda_(?:chic|grande|pequen|larg|cort)|demasiado (?:pequen|grande|chic)|no me entra|intercamb|mandame el mas|mas grande|me aprieta|no me queda bien|me mandan la|otro modelo|cambian por|cambio de talla|si cambio|lo cambian|la cambian|mas chico|por otr[oa]|cambiarlo|otra medida',
  refund:
    'no me lleg\\p{L}+ el (?:reembolso|dinero)|reembols(?!o por)|dinero|plata>|me devuelven el dinero|devuelvan|abono|devolverse|compensacion|devolverme|me devuelven(?!_dinero_)|me devolvieron|pagar(?:me|en) de vuelta|paguen de vuelta|en mi tarjeta|una parte|mi dinero|completado|devolver(?:me)? \\d+|regresen mi|reintegr|(?<!(?:paquete|pedido|envio) (?:\\p{L}+ ){0,2})devuelto(?! al)|cuando me (?:pagan|devuelven)|me lo quedo',
  wrong:
    'otro producto|no es lo que|distint|incorrect|pedi(?! (?:dos|tres|cuatro|cinco|\\d))_(?:llego|vino)|pedido de otra|se confundieron|vino [sml]>|(?<!(?:hay|tien\\p{L}+)(?: en)? )otro color|no corresponde|me mandaron otr|enviaron otr|talla equivocada|otra marca|no coincide|version de nino|se mezclaron|no es mio|totalmente diferente|la etiqueta dice|otra camiseta|es otr[oa]|pedi [a-z]>|diferente al|equivoc|otra cosa|lo que llego',
  missing: `(?<!hace )falta|(?<=(?<!no (?:me |nos )?)hace )falta(?!n? (?:que )?(?:\\p{L}{1,3} )?(?:dev|cambi|reembol|factur))|pedi (?:dos|tres|cuatro|cinco|\\d+) y (?:solo )?(?:lleg|vin|recib)|incomplet|solo llego|no viene|no venia|no incluy|vacia|vacio|no estaba|lo demas|no trae|uno de dos|vino solo|vinieron|no mandaron|no esta la|la taza|de regalo\\?|deberian ser|conte|solo vino|y vino|olvidaron|se les olvido|sin el|no vino|no (?:he |hemos )?recib(?:i|ido|imos)> (?:el|la|los|las|una?|mis?) ${PART}|pague_vinieron|nada dentro`,
  damaged:
    'rot[oa]>|rajad|aplastad|danad|derram|golpead|abolla|quebr|rasgad|estropead|pantalla rota|partid[oa]|abierto y|grieta|hundid|vidrio|deform|vacio sobre|pedazos|hueco en|tiene un hueco|mojad|manch|destrozad|rot[oa]s|roto>|rompi|doblad',
  quality:
    'calidad|no (?:enciende|funciona|sirve|carga)|destin|huele|cierre|descos|bateria_(?:no|dura)|defect|mal cosid|muy fin[oa]|suena|fallo|falla>|despeg|tela muy|no responden|agujero|amarill|salio roja|no se oye|ya no carga|no carga|dejo de|a la semana ya|se rompio a|no prende|no anda|encogio|encoge|pelusa|se despego|mala calidad|se apaga|ruido raro|no funciona',
  price_protection:
    'bajo de precio|diferencia(?!_entre)|mas barato que|esta mas (?:barato|economico)|proteccion de precio|iguala|ajuste de precio|garantia de precio|lo rebajaron|y ahora \\d|precio mas bajo|(?:pague|compre|costo)[^.]{0,25}\\d+[^.]{0,20}(?:hoy|ahora)[^.]{0,10}\\d+|precio actual|despues de pagar|pague de mas|a menos de lo que|apenas lo recibi|dias despues \\d|no es justo|lo que pague|devuelvan el resto|bajo apenas|bajaron',
  complaint:
    'disputa|queja|denunci|supervisor|encargado|reclam|enganos|report(?:o|ar)|plataforma|pesima|estafa|gerente|hoja de recl|este chat|que decida|responsable|deben saber|la disputa|a la plataforma|con aliexpress|jefe|no lo solucionan|presentar|el dueno|director',
  review:
    'resena|valoraci|valorar|estrellas|opinion(?!_pedi)|comentario|calific|puntua|mi foto|ya valore|mis \\d estrellas|escribi una|buena opinion|puntaje|valore|evaluar|les puse',
  thanks:
    'gracia|agradec|amable|grax|grcs|mil gracias|me salvaste|excelente atencion|me sirvio|bendiga|me ayudaste|agradez|gran servicio|muy buena atencion|eres genial|son los mejores|buen servicio|que buena atencion',
  bye: 'adios|chao|chau|hasta (?:luego|pronto|la proxima|manana)|buenas noches_descans|que tengas|nos vemos|cuidate|bye|hablamos luego|eso es todo|que descanses|me tengo que ir|hasta otra|vuelvo manana|fin de semana|hasta manana|me voy|bueno_chau|nos hablamos|me despido|buena noche|feliz (?:dia|tarde|noche)|hasta el',
  greeting:
    'buenos dias|hay alguien|que tal|estan ahi|saludos vend|alo>|disculpe|muy buenas|holis|una pregunta|una consulta|buen dia|hola|buenas|que onda|saludos$|esta ahi|me atiende',
  payment:
    '(?<!si )pag(?:o|ar|ue)(?!_ahora| hace| (?:\\p{L}+ ){0,2}(?:impuest|arancel|aduan|iva>))|paypal|tarjeta_(?:no|rechaz)|cobra(?:ron)?_(?:dos|doble)|cuotas|transferencia|oxxo|contra ?entrega|rechazad|(?<!(?:a|en) )mi tarjeta|msi>|efectivo|banco|sistema ocupado|finalizar la compra|me quitaron|pagar por mi|mitad ahora|error cuando|quiero pagar|no autoriza|(?<!(?:a|en) (?:la|mi|su) )tarjeta|terminar la compra|me cobraron|no pasa|a plazos|meses sin|bizum|debito|metodos de pago|el pago',
  product:
    'material|resistente|impermeab|compatible|se puede lavar|lavadora|capacidad|cuero|instala|enchufe|diferencia entre|igual a la foto|composicion|bluetooth|caracteristic|como se usa|sirve para|voltaje|original>|garantia>(?! de precio)|hecho de|funciona con|ruido\\?|lavavajillas|vatios|control remoto|manual en|sarten|induccion|version trae|hace mucho ruido|trae_(?:manual|control|pilas)|consume|grosor|abriga|algodon|piel sensible|es de>|viene con|se puede_(?:meter|usar|lavar)|cuanto pesa|de que esta hecho|instrucciones|tela>|color es',
  urgency:
    'urge|apur|acelerar|ya no lo mandan|(?:todavia|aun) no (?:lo |la |me lo )?(?:han? )?(?:envi|mand|despach)|por que no_(?:enviado|mandan|envian)|envienlo ya|despachen|cuando piensan|cuanto antes|no lo mandan|lo necesito para|lo antes posible|prisa|tiene que salir|prioridad|dense prisa|por favor antes|lo van a mandar|si o si|viajo|hoy mismo|lo espera|o no>|ya mismo|rapid|pronto por favor|de inmediato|no puedo esperar',
  fee: 'cuesta el envio|envio gratis|costo de envio|mensajeri|dhl|juntar|hacen envios|envios? a>|caro el envio|expres|punto de recog|transportista|precio del envio|correos_(?:expres|lo)|paqueteria|recargo|ahorrar envio|elegir quien|subirlo|mi isla|me sale mandar|sale mandarlo|costo_envio|envio_cuesta|cuanto_envio|envian a|envios a|paga el envio|gastos|llegan a>|correo>|que empresa|flete|tarifa|domicilio cuesta|gratis',
  signed:
    'entregado|quien firmo|firmo|lo dejaron|prueba de entrega|vecinos|figura como|nunca lo recibi|otra casa|sale entregado|pone entregado|dice entregado|en la puerta|portero|retirado|recogio|casillero|repartidor dice|lo entregaron|no habia nadie|no me llego(?! el (?:reembolso|dinero|pago))|yo nunca fui|lo recogio|dicen que entreg|en casa>|no fui quien',
};
